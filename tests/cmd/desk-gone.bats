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
	tix resolve -q -m done 1
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
	tix resolve -q -m done 1
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
