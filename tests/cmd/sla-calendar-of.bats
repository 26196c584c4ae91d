# Whose hours count: those of the ticket, else of the requester, the
# organisation, the agreement.  Times are those of Paris.

load ../lib/common

setup() {
	bare
	cat >whose.conf <<-'END'
		name = "whose"
		level L1 { queue = helpdesk }
		level L2 { queue = experts }
		queue helpdesk { level = L1 }
		queue experts { level = L2 }
		calendar office {
		  timezone = "Europe/Paris"
		  hours = { "Mon-Fri 09:00-17:00" }
		}
		calendar york {
		  timezone = "America/New_York"
		  hours = { "Mon-Fri 09:00-17:00" }
		}
		sla gold {
		  calendar = office
		  target resolve { P3 = 4h P4 = 2h }
		}
		sla basic {
		  match = { "queue:helpdesk" }
		  calendar = office
		  target resolve { P3 = 4h P4 = 2h }
		}
		ola experts { level = L2 calendar = office
		  target resolve { P3 = 4h } }
		organisation acme { calendar = york agreement = gold }
		organisation paris { calendar = office }
		organisation plain { name = "Plain" }
		requester bob { organisation = acme }
		requester ann { organisation = acme calendar = office }
		default { level = L1 queue = helpdesk }
	END
	tix init -q --desk whose.conf
}

# When ... -- COMMAND: a command of tix at a time on the wall of Paris.
at() {
	local when=$1 program=$2

	shift 2
	tix "$program" --now "$(date -u -d "TZ=\"Europe/Paris\" $when" \
		+%FT%TZ)" "$@"
}

# The deadline of a ticket's resolution, in seconds since 1970.
due() {
	date -d "$(tix show --tsv=due "$1")" +%s
}

of() {
	tix show --tsv="$2" "$1"
}

@test "a customer in New York is promised hours of New York" {
	at '2025-06-02 20:00' open -q x --priority 3 --requester bob
	[ "$(of 1 organisation,agreement,calendar)" = $'acme\tgold\tyork' ]
	[ "$(due 1)" = 1748959200 ]
	run -0 at '2025-06-02 21:00' sla explain 1 --tsv=state,why
	[[ $output == *$'running\topened'* ]]
	run -0 tix fsck -q
}

@test "where summer begins earlier over there, the day is theirs" {
	at '2025-03-10 17:00' open -q x --priority 4 --requester bob
	[ "$(due 1)" = 1741629600 ]
}

@test "a hand goes before the requester, that before the organisation" {
	at '2025-06-02 20:00' open -q x --priority 3 --requester ann
	[ "$(of 1 calendar)" = office ]
	at '2025-06-02 20:00' open -q x --priority 3 --set organisation=acme
	[ "$(of 2 calendar)" = york ]
	at '2025-06-02 20:00' open -q x --priority 3 --requester ann \
		--set calendar=york
	[ "$(of 3 calendar)" = york ]
	at '2025-06-02 20:00' open -q x --priority 3 --requester eve
	[ "$(of 4 calendar)" = "" ] || [ "$(of 4 calendar)" = - ]
	# Tuesday 13:00 of Paris: the agreement's own hours.
	[ "$(due 4)" = 1748948400 ]
}

@test "routing tells whose calendar it is" {
	run -0 at '2025-06-02 20:00' open -n --explain x --requester bob
	[[ $output == *"requester 'bob' set calendar to york"* ]]
	at '2025-06-02 20:00' open -q x --requester bob
	run -0 tix why 1
	[[ $output == *"calendar"* ]]
}

@test "set later, the time that passed counts anew, and only for slas" {
	at '2025-06-02 10:00' open -q x --priority 3 --level L2 \
		--set agreement=gold
	at '2025-06-02 11:00' set -q 1 --set calendar=york
	# Monday 15:00 to 19:00 of Paris.
	[ "$(due 1)" = 1748883600 ]
	run -0 at '2025-06-02 11:00' sla due --tsv=clock,due
	[ "$output" = $'experts/resolve@L2\t2025-06-02T12:00:00Z\ngold/resolve\t2025-06-02T17:00:00Z' ]
	at '2025-06-02 11:00' set -q 1 --set calendar=
	[ "$(due 1)" = 1748865600 ]
	run -0 tix fsck -q
}

@test "a calendar that the desk does not have is refused" {
	at '2025-06-02 10:00' open -q x
	run -3 --separate-stderr at '2025-06-02 10:00' set 1 \
		--set calendar=mars
	[ "$stderr" = "tix set: no calendar 'mars'; there are: office, york" ]
	run -3 --separate-stderr at '2025-06-02 10:00' open x \
		--set calendar=mars
	[[ $stderr == "tix open: no calendar 'mars'; "* ]]
}

@test "a calendar that the desk has no more holds up no ticket" {
	at '2025-06-02 20:00' open -q x --priority 3 --set calendar=york
	sed -e '/^calendar york/,/^}/d' -e 's/calendar = york //' \
		whose.conf >gone.conf
	at '2025-06-02 20:30' desk apply -q gone.conf
	at '2025-06-02 21:00' set -q 1 --subject y
	run -0 at '2025-06-02 21:00' sla due --within 4bh --tsv=ticket
	[ "$output" = 1 ]
	run -0 tix fsck -q
}

@test "what an organisation brought goes with it" {
	at '2025-06-02 20:00' open -q x --priority 3 --requester bob
	at '2025-06-02 20:30' set -q 1 --organisation plain
	[[ $(of 1 agreement,calendar) == basic$'\t'?(-) ]]
	[ "$(due 1)" = 1748948400 ]
	at '2025-06-02 20:30' set -q 1 --organisation acme
	[ "$(of 1 agreement,calendar)" = $'gold\tyork' ]
	at '2025-06-02 20:30' set -q 1 --organisation paris
	[ "$(of 1 agreement,calendar)" = $'basic\toffice' ]
	# What no query promises any more is promised no more.
	at '2025-06-02 20:30' set -q 1 --organisation acme
	at '2025-06-02 20:30' set -q 1 --queue experts
	at '2025-06-02 20:30' set -q 1 --organisation plain
	[[ $(of 1 agreement,calendar) == ?(-)$'\t'?(-) ]]
	run -0 tix fsck -q
}

@test "what was given by hand stays when the organisation is another" {
	at '2025-06-02 20:00' open -q x --priority 3 --requester ann \
		--set calendar=york --set agreement=basic
	at '2025-06-02 20:30' set -q 1 --organisation plain
	[ "$(of 1 agreement,calendar)" = $'basic\tyork' ]
	at '2025-06-02 20:30' set -q 1 --requester bob --set calendar=office
	[ "$(of 1 calendar)" = office ]
}

@test "within working hours is within those of who asked" {
	at '2025-06-02 20:00' open -q x --priority 3 --requester bob
	at '2025-06-02 20:00' open -q x --priority 3 --requester eve
	# Four hours of each calendar: both are due by then, neither in three.
	run -0 at '2025-06-02 20:00' sla due --within 4bh --tsv=ticket
	[ "$output" = $'2\n1' ]
	run -0 at '2025-06-02 20:00' sla due --within 3bh --tsv=ticket
	[ "$output" = "" ]
	# At 22:00 New York has worked two hours of them, Paris none.
	run -0 at '2025-06-02 22:00' sla due --within 3bh --tsv=ticket
	[ "$output" = 1 ]
}
