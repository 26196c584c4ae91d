# A desk in full swing and the files that examples speak of: the manual's
# examples run in it.  Needs common.bash.

# 44 tickets of a week.  Number 17 is resolved, 23 closed; 12 has an owner.
scene_desk() {
	export TIX_NOW=2026-11-18T09:00:00Z
	tix init -q
	for i in {1..30}; do
		tix open -q "Printer $i jams" --requester ewa --tag floor
	done
	tix take --as tom 12
	tix resolve --as tom --code fixed -m 'new driver' 17 23
	tix close 23
	export TIX_NOW=2026-11-23T08:00:00Z
	for i in {31..40}; do
		tix open -q "VPN tunnel $i is down" --impact high
	done
	tix open -q 'Laptop is slow' --no-route
	tix open -q 'No mail since noon' -b 'Since noon.' -c mail
	tix open -q 'Phishing mail' --key mail:7
	tix open -q 'Disk /var is full' --key disk:/var
	tix escalate --reason aged 7
	export TIX_NOW=2026-11-23T14:00:00Z
}

scene_files() {
	printf '#!/bin/sh\nexec cat >/dev/null\n' >sendmail
	chmod +x sendmail
	printf 'I cannot log in.\n\nEwa\n' >mail.txt
	cat >ours.map <<-'END'
		source = ours
		rows = tickets
		key = {no}
		subject = {title}
		opened = {opened}
	END
	cat >new.csv <<-'END'
		no,title,opened
		1,Monitor flickers,2026-11-20T08:00:00Z
		2,Keyboard broken,2026-11-21T08:00:00Z
	END
	python3 - >incidents.csv <<-'END'
		names = """number incident_state active sys_updated_at
		sys_updated_by sys_mod_count opened_at category subcategory
		caller_id cmdb_ci assignment_group assigned_to problem_id u_symptom
		location contact_type vendor rfc impact urgency priority
		closed_code""".split()
		row = dict.fromkeys(names, "?")
		row |= {"number": "INC1", "incident_state": "New",
		    "sys_updated_at": "1/3/2026 10:00", "sys_mod_count": "0",
		    "opened_at": "1/3/2026 09:59", "category": "Category 1"}
		print(",".join(names))
		print(",".join(row.values()))
	END
}

# Run the examples of a rendered page ($1, by "mandoc -T ascii") here.  A line
# behind "$ " is a command, "> " goes on with it, and lines below it are what it
# prints, "..." standing for any rest.  Every command must end with 0; one that
# follows is ended after a second.
run_examples() {
	local n i want got status

	rm -rf .examples
	mkdir .examples
	sed 's/.\x08//g' "$1" | expand | awk '
		/^EXAMPLES/ { on = 1; next }
		/^[A-Z]/ { on = 0 }
		!on { next }
		{
			match($0, /^ */)
			text = substr($0, RLENGTH + 1)
			if (text != "" && RLENGTH < 11)
				open = 0
		}
		text == "" || RLENGTH < 11 { next }
		text ~ /^\$ / {
			n++
			open = 1
			sub(/^\$ /, "", text)
			print text >(".examples/" n ".cmd")
			printf "" >(".examples/" n ".want")
			next
		}
		!open { next }
		text ~ /^>/ {
			sub(/^> ?/, "", text)
			print text >(".examples/" n ".cmd")
			next
		}
		{ print substr($0, 12) >(".examples/" n ".want") }
	'
	n=$(find .examples -name '*.cmd' | wc -l)
	[ ! -x sendmail ] || export TIX_SENDMAIL=$PWD/sendmail
	for ((i = 1; i <= n; i++)); do
		echo "{"
		sed 's/^tix .*--follow/timeout 1 &/' ".examples/$i.cmd"
		echo "} >.examples/$i.out 2>&1 </dev/null"
		echo "echo \$? >.examples/$i.rc"
	done >.examples/run
	timeout 60 bash .examples/run || return 1
	for ((i = 1; i <= n; i++)); do
		status=$(cat ".examples/$i.rc")
		! grep -q -- --follow ".examples/$i.cmd" || status=${status/124/0}
		want=$(tr -s ' \t' ' ' <".examples/$i.want")
		got=$(tr -s ' \t' ' ' <".examples/$i.out")
		want=${want//\\/\\\\}
		want=${want//[/\\[}
		want=${want//\*/\\*}
		want=${want//\?/\\?}
		want=${want//.../*}
		# shellcheck disable=SC2053 # the right side is a pattern
		if [ "$status" -ne 0 ] || [[ -n $want && $got != $want ]]; then
			echo "status $status:"
			cat ".examples/$i.cmd" ".examples/$i.out"
			[ -z "$want" ] || echo "but wanted: $want"
			return 1
		fi
	done
	echo "$n examples"
}
