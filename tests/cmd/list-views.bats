# Saved views, and what settings may and may not change.
# shellcheck disable=SC2154 # run sets stderr

setup() {
	load ../lib/common
	desk
	mkdir -p "$HOME/.config/tix"
	config=$HOME/.config/tix/config
	tix open -q --no-route --priority 2 --queue mail "Mail is down" >/dev/null
	tix open -q --no-route --priority 1 --queue network "VPN drops" >/dev/null
	tix open -q --no-route --priority 3 --queue network --owner ewa \
		"Wifi slow" >/dev/null
}

ids() {
	tix list --tsv=id "$@" | paste -sd ' '
}

@test "a view is a query with an order and columns" {
	printf '%s\n' 'view.net = "queue:network"' 'view.net.sort = "-priority"' \
		'view.net.columns = "subject,id"' >"$config"
	run -0 tix list --view net
	[ "$output" = $'Wifi slow\t3\nVPN drops\t2' ]
	run -0 tix list --view=net --jsonl
	[ "$output" = '{"subject":"Wifi slow","id":3}
{"subject":"VPN drops","id":2}' ]
	run -0 tix list --view=net --jsonl=id
	[ "${lines[0]}" = '{"id":3}' ]
}

@test "options stand above a view, a query selects within it" {
	printf '%s\n' 'view.any = "queue:mail or queue:network"' \
		'view.any.sort = "id"' 'view.any.columns = "subject"' >"$config"
	[ "$(ids --view any)" = "1 2 3" ]
	[ "$(ids --view any --sort=-id)" = "3 2 1" ]
	[ "$(ids --view any unassigned)" = "1 2" ]
	[ "$(ids --view any queue:network or queue:mail)" = "1 2 3" ]
	[ "$(tix list --view any --columns id,owner owner:ewa)" = $'3\tewa' ]
	[ "$(tix list --view any --count)" = 3 ]
	[ "$(ids --view any ' ')" = "1 2 3" ]
}

@test "a view that is not there is told with those that are" {
	run -3 --separate-stderr tix list --view mine
	[ "$stderr" = "tix list: no view 'mine'; there are none: see 'view.NAME' in tix-config(5)" ]
	printf '%s\n' 'view.b = mine' 'view.a = overdue' 'view.a.sort = id' >"$config"
	for name in mine a.sort '' 'a b' '*' '../x'; do
		run -3 --separate-stderr tix list --view "$name"
		[ -z "$output" ]
		[ "$stderr" = "tix list: no view '$name'; there are: a, b" ]
	done
}

@test "--views lists them, completion offers them" {
	printf '%s\n' 'view.b = "mine state:open"' 'view.a = overdue' \
		'view.a.sort = id' >"$config"
	run -0 tix list --views
	[ "$output" = $'a\toverdue\tid\t\nb\tmine state:open\t\t' ]
	run -0 tix list --views --jsonl=name,query
	[ "${lines[1]}" = '{"name":"b","query":"mine state:open"}' ]
	run -0 tix list --complete --view ''
	[ "$output" = $'a\toverdue\nb\tmine state:open' ]
	run -0 tix list --complete --view=b
	[ "$output" = $'--view=b\tmine state:open' ]
}

@test "what is wrong in a view names the setting" {
	printf '%s\n' 'view.a = "levle:L2"' 'view.b = "id:1.."' \
		'view.b.sort = colour' 'view.c = "id:1.."' \
		'view.c.columns = colour' >"$config"
	run -2 --separate-stderr tix list --view a
	[[ $stderr == "tix list: view.a: query: unknown field 'levle'"* ]]
	run -2 --separate-stderr tix list --view b
	[[ $stderr == "tix list: view.b.sort: no field 'colour' to sort by"* ]]
	run -2 --separate-stderr tix list --view c
	[[ $stderr == "tix list: view.c.columns: unknown field 'colour'"* ]]
}

@test "list.sort and list.columns are for tables on a terminal alone" {
	printf '%s\n' 'list.sort = "-id"' 'list.columns = "id,owner"' >"$config"
	[ "$(ids)" = "2 1 3" ]
	run -0 tix list --table
	[[ ${lines[0]} =~ ^ID\ +PRI ]]
	run -0 script -qec 'tix list --color=never --no-pager' /dev/null
	[[ ${lines[0]} =~ ^ID\ +OWNER ]]
	[[ ${lines[1]} =~ ^\ *3\ +ewa ]]
	run -0 script -qec 'tix list --color=never --no-pager --sort id' /dev/null
	[[ ${lines[1]} =~ ^\ *1 ]]
	run -0 script -qec 'tix list --tsv=id' /dev/null
	[[ ${lines[0]} =~ ^2 ]]
}

@test "off a terminal a broken file of settings is not even read" {
	echo 'nonsense' >"$config"
	[ "$(ids)" = "2 1 3" ]
	run -2 --separate-stderr tix list --view a
	[[ $stderr == "tix list: $config:1: "* ]]
}

@test "ids on standard input do not go with a view" {
	run -2 --separate-stderr bash -c 'echo 1 | tix list --count -'
	[[ $stderr == "tix list: '-' does not go with "* ]]
}
