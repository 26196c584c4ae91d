# What tickets have of the desk's names after a policy that lacks them.

load ../lib/common

setup() {
	desk
	cat >base.conf <<-'END'
		name = "base"
		level L1 { queue = front }
		level L2 { queue = network }
		queue front { level = L1 }
		queue network { level = L2 }
		queue vpn { level = L2 }
		category net { queue = network }
	END
	cat >less.conf <<-'END'
		name = "less"
		level L1 { queue = front }
		queue front { level = L1 }
	END
	tix desk apply -q base.conf >/dev/null
}

@test "what is done can be listed by names that the desk had once" {
	tix open -q --level L2 --queue vpn --category net one
	tix resolve -q -m mended 1
	tix open -q --level L1 --queue front two
	tix desk apply -q less.conf
	for query in queue:vpn level:L2 category:net state:resolved,closed; do
		run -0 --separate-stderr tix list --tsv=id "$query"
		[ "$output" = 1 ]
		[ -z "$stderr" ]
	done
	run -0 --separate-stderr tix list --tsv=id 'queue:vpn,front'
	[ "$(sort <<<"$output" | paste -sd ' ')" = "1 2" ]
	# A queue that no ticket is in is not there, and was once.
	run -0 --separate-stderr tix list --tsv=id queue:network
	[ -z "$output$stderr" ]
}

@test "a name that no version had is refused, and a gone level has no order" {
	tix open -q --level L2 --queue vpn one
	tix resolve -q -m mended 1
	tix desk apply -q less.conf
	run -3 --separate-stderr tix list queue:vpm
	[ "${stderr_lines[0]}" = "tix list: query: no queue 'vpm'; there are: front" ]
	run -3 --separate-stderr tix list level:L9
	[ "${stderr_lines[0]}" = "tix list: query: no level 'L9'; there are: L1" ]
	run -3 --separate-stderr tix list category:nett
	run -3 --separate-stderr tix list level:L2..
	[ "${stderr_lines[0]}" = "tix list: query: no level 'L2'; there are: L1" ]
	# A change goes to what is there alone.
	run -3 --separate-stderr tix set --queue vpn 1
}

# Ticket 1 was at L2 in vpn, and went to L1 with the policy.
moved() {
	tix open -q --level L2 --queue vpn --category net one
	tix desk apply -q less.conf --move level:L2=L1 --move queue:vpn=front \
	    --move category:net=
	[ "$(of 1 level,queue,category)" = $'L1\tfront\t' ]
}

@test "undo takes no ticket back to what the desk no longer has" {
	moved
	before=$(dump)
	run -4 --separate-stderr tix undo 1
	[[ $stderr == "tix undo: ticket 1 would go back to "*", which the desk no longer has" ]]
	[ "$(dump)" = "$before" ]
	# With the names back it may.
	tix desk apply -q base.conf
	run -0 --separate-stderr tix undo 1
	[ "$(of 1 level,queue,category)" = $'L2\tvpn\tnet' ]
	sound
}

@test "undo back to an owner wants him among the agents the desk declares" {
	tix open -q --level L1 --queue front one
	tix assign -q --to anna 1
	tix assign -q --to ben 1
	{ cat base.conf; printf 'agent %s { }\nagent ben { }\n' "$(id -un)"; } >people.conf
	tix desk apply -q people.conf
	run -4 --separate-stderr tix undo 1
	[ "$stderr" = "tix undo: ticket 1 would go back to agent 'anna', which the desk no longer has" ]
	[ "$(of 1 owner)" = ben ]
}

@test "a level that goes takes its tickets to the queue of the new one" {
	cat >other.conf <<-'END'
		name = "other"
		level L1 { queue = front }
		level L3 { queue = network }
		queue front { level = L1 }
		queue network { level = L3 }
		queue vpn { level = L3 }
		category net { queue = network }
	END
	tix open -q --level L2 --queue vpn one
	tix open -q --level L2 --queue network two
	run -0 tix desk apply -q other.conf --move level:L2=L1
	[ "$(of 1 level,queue)" = $'L1\tfront' ]
	[ "$(of 2 level,queue)" = $'L1\tfront' ]
	sound
}

@test "a queue of the new level stays, and so does one that is told" {
	cat >other.conf <<-'END'
		name = "other"
		level L1 { queue = front }
		level L3 { queue = network }
		queue front { level = L1 }
		queue network { level = L3 }
		category net { queue = network }
	END
	tix open -q --level L2 --queue network one
	tix open -q --level L2 --queue vpn two
	tix desk apply -q other.conf --move level:L2=L3 --move queue:vpn=front
	[ "$(of 1 level,queue)" = $'L3\tnetwork' ]
	[ "$(of 2 level,queue)" = $'L3\tfront' ]
}

@test "doctor tells of tickets at no place of the desk, and the move mends it" {
	run -0 tix doctor --tsv=status,check,found
	[[ $output == *$'ok\tplaces\tthe desk has what live tickets have of its names'* ]]
	tix open -q --level L2 --queue vpn one
	tix resolve -q -m mended 1
	tix desk apply -q less.conf
	tix reopen -q -r again 1
	run -0 tix doctor --tsv=status,check,found,advice
	[[ $output == *$'warning\tplaces\tlive tickets have what the desk lacks: level \'L2\': 1 ticket (1); queue \'vpn\': 1 ticket (1)\t'*'tix desk apply --move'*'tix route --again'* ]]
	# What this desk lacks already is not what the next one takes away.
	echo '# more' >>less.conf
	tix desk apply -q less.conf
	for again in 1 2; do
		run -0 tix desk apply -q less.conf --move level:L2=L1 \
		    --move queue:vpn=front
		[ "$(of 1 level,queue)" = $'L1\tfront' ]
		[ "$(tix desk log --tsv=version | head -n 1)" = 4 ]
	done
	run -0 tix doctor --tsv=status,check
	[[ $output == *$'ok\tplaces'* ]]
}
