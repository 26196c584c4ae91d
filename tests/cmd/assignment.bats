# Who of a team gets a ticket: what the desk's strategies make of people,
# shifts, absences and what they have to do already.

load ../lib/common

# A desk of one team and its queue: assign agents [calendar]
# Levels, the matrix and the rest are as small as they may be.
small() {
	bare
	cat >small.json <<-EOF
	{"name":"small","levels":[{"name":"L1","queue":"net"},
	{"name":"L2","queue":"lab"}],
	"queues":[{"name":"net","level":"L1","team":"net"},
	{"name":"lab","level":"L2"}],
	"categories":[{"name":"vpn","queue":"net",
	"skills":[{"name":"vpn","grade":3}]},
	{"name":"tunnel","parent":"vpn","queue":"net"},
	{"name":"other","queue":"net"}],
	"priority":{"impact":["1","2","3","4","5"],"urgency":["one"],
	"matrix":[[1],[2],[3],[4],[5]]},
	"default":{"impact":3,"urgency":1,"level":"L1","queue":"net"},
	"calendars":[{"name":"office","timezone":"Europe/Warsaw"}],
	"teams":[{"name":"net","assign":"$1"${3:+,\"calendar\":\"$3\"}}],
	"agents":[{"name":"$(id -un)"},$2],
	"resolve":{"codes":["fixed"]},"return_codes":["wrong-level"],
	"close":{"children":"refuse","after_days":5}}
	EOF
	tr -d '\n' <small.json >small.desk
	printf '\nc\toffice\t{%s,%s,%s,%s}\n' '"timezone":"Europe/Warsaw"' \
		'"hours":["Mon-Fri 08:00-16:00"]' '"holidays":["2026-12-24"]' \
		'"exceptions":["2026-12-24 09:00-12:00"]' >>small.desk
	tix init -q --desk small.desk
}

three='{"name":"ann","team":"net"},{"name":"bob","team":"net"},
{"name":"cay","team":"net"}'

# Open one ticket and tell who has it; "-" for nobody.
gets() {
	local id owner

	id=$(tix open "$@" some trouble) || return
	owner=$(of "$id" owner)
	echo "${owner:--}"
}

# The last ground of a ticket's newest decision.
why() {
	tix why --tsv=what "$1" | tail -n 1
}

@test "round-robin: each in turn, in the desk's order" {
	small round-robin "$three"
	[ "$(gets)$(gets)$(gets)$(gets)" = annbobcayann ]
	[ "$(of 1 owner,state,team,taken)" = \
	    $'ann\topen\tnet\t2026-11-23T14:00:00Z' ]
	[ "$(why 1)" = "assign 'net' gave it to ann: round-robin: never given one" ]
	[ "$(why 4)" = "assign 'net' gave it to ann: round-robin: last given longest ago" ]
	sound
}

@test "round-robin: what people take, are given or hand back is nobody's turn" {
	small round-robin "$three"
	[ "$(gets)" = ann ]
	[ "$(gets --owner bob)" = bob ]
	tix take --as cay --steal 1
	tix assign --nobody 1
	[ "$(gets)$(gets)$(gets)" = bobcayann ]
	sound
}

@test "round-robin goes on through undo, export and import" {
	small round-robin "$three"
	gets && gets
	tix cancel --reason 'by mistake' 2
	tix route --again 1
	[ "$(of 1 owner)" = cay ]
	tix undo 1
	[ "$(of 1 owner)" = ann ]
	sound
	tix export >all.jsonl
	TIX_DB=$PWD/other.db
	tix init -q
	tix import all.jsonl
	sound
	# the turn that was taken back was one all the same
	[ "$(gets)$(gets)" = annbob ]
	sound
	# among tickets of its own, an export's turns are turns, too
	TIX_DB=$PWD/third.db
	tix init -q --desk small.desk
	[ "$(gets)$(gets)" = annbob ]
	tix import all.jsonl
	[ "$(gets)" = ann ]
	sound
}

@test "fsck tells of a turn that no event says, and of one that is missing" {
	small round-robin "$three"
	gets && gets
	sqlite3 "$TIX_DB" "DELETE FROM turn WHERE agent = 'ann';
		UPDATE turn SET seq = 2 WHERE agent = 'bob';
		INSERT INTO turn VALUES ('zoe', 3)"
	run -1 --separate-stderr tix fsck
	[ "$(grep turns <<<"$output$stderr")" = "\
tix fsck: turns: that of 'ann' is not what the events say
tix fsck: turns: that of 'bob' is not what the events say
tix fsck: turns: that of 'zoe' is not what the events say" ]
}

@test "least-loaded: priorities weigh 16, 8, 4, 2, 1; equals by the desk" {
	small least-loaded "$three"
	[ "$(gets --impact 1)" = ann ]
	[ "$(gets --impact 2)" = bob ]
	[ "$(gets --impact 4)" = cay ]
	# 16, 8, 2: four of weight 1 and one of 4 bring cay to 10
	[ "$(gets --impact 5)$(gets --impact 5)" = caycay ]
	[ "$(gets --impact 5)$(gets --impact 5)" = caycay ]
	[ "$(gets --impact 3)" = cay ]
	[ "$(gets --impact 1)" = bob ]
	[ "$(why 9)" = "assign 'net' gave it to bob: least loaded: 8, then cay 10" ]
	sound
}

@test "least-loaded: what waits or is done does not weigh" {
	small least-loaded "$three"
	[ "$(gets)$(gets)$(gets)" = annbobcay ]
	tix wait --on customer --until +2d 2
	[ "$(gets)" = bob ]
	tix resolve --code fixed -m solved 3
	[ "$(gets)" = cay ]
	tix resume 2
	# ann 4, bob 8, cay 4
	[ "$(gets)$(gets)$(gets)" = anncayann ]
	sound
}

@test "capacity: who has that many is passed by, and all at theirs leave it" {
	small round-robin '{"name":"ann","team":"net","capacity":1},
	    {"name":"bob","team":"net","capacity":2}'
	[ "$(gets)$(gets)$(gets)$(gets)" = annbobbob- ]
	[ "$(of 4 owner,state,queue,team)" = $'\tnew\tnet\tnet' ]
	[ "$(why 4)" = "assign 'net' left it waiting: all of team net are at capacity" ]
	# what waits takes no place, what is open again does
	tix wait --on customer --until +2d 1
	[ "$(gets)" = ann ]
	tix resolve --code fixed -m solved 2
	[ "$(gets)" = bob ]
	tix reopen --reason 'not so' 2
	tix resolve --code fixed -m solved 3
	[ "$(gets)" = - ]
	sound
}

@test "skills: those of the category, at their grade, the best of them" {
	small skills '{"name":"ann","team":"net",
	    "skills":[{"name":"vpn","grade":2},{"name":"lan","grade":5}]},
	    {"name":"bob","team":"net","skills":[{"name":"vpn","grade":3}]},
	    {"name":"cay","team":"net","capacity":1,
	    "skills":[{"name":"vpn","grade":5}]}'
	[ "$(gets --category vpn)" = cay ]
	[ "$(gets --category tunnel)" = bob ]
	[ "$(why 2)" = "assign 'net' gave it to bob: best skills: 3, and nobody else can" ]
	# nothing is needed: the least loaded
	[ "$(gets --category other)" = ann ]
	[ "$(why 3)" = "assign 'net' gave it to ann: no skill is needed; least loaded: 0, then bob 4" ]
	sound
}

@test "skills: where nobody has them, it waits and says so" {
	small skills "$three"
	[ "$(gets --category vpn)" = - ]
	[ "$(why 1)" = "assign 'net' left it waiting: nobody of team net has the skills" ]
}

@test "longest-idle: on whose live tickets nothing happened longest" {
	small longest-idle "$three"
	[ "$(gets --now 2026-11-23T14:00:00Z)" = ann ]
	[ "$(gets --now 2026-11-23T14:01:00Z)" = bob ]
	[ "$(gets --now 2026-11-23T14:02:00Z)" = cay ]
	tix note -m 'still looking' --now 2026-11-23T14:03:00Z 1
	[ "$(gets --now 2026-11-23T14:04:00Z)" = bob ]
	[ "$(why 4)" = "assign 'net' gave it to bob: longest idle: since 2026-11-23T14:01:00Z" ]
	[ "$(gets --now 2026-11-23T14:05:00Z)" = cay ]
	# without any live ticket he is idle, whatever he did a minute ago
	tix resolve --code fixed -m solved --now 2026-11-23T14:06:00Z 2 4
	[ "$(gets --now 2026-11-23T14:07:00Z)" = bob ]
	[ "$(why 6)" = "assign 'net' gave it to bob: longest idle: no live ticket" ]
	sound
}

@test "owner-of-last: who helped the requester last, where he can" {
	small owner-of-last '{"name":"ann","team":"net"},
	    {"name":"bob","team":"net","capacity":2},{"name":"cay"}'
	[ "$(gets -r rita)$(gets -r rolf)" = annbob ]
	[ "$(gets -r rolf)" = bob ]
	[ "$(why 3)" = "assign 'net' gave it to bob: last agent of rolf" ]
	[ "$(gets -r rolf)" = ann ]
	[ "$(why 4)" = "assign 'net' gave it to ann: bob, the last agent of rolf, is at capacity 2; least loaded: 4, and nobody else can" ]
	# now ann was the last; one that nobody has does not count
	tix resolve --code fixed -m solved 2 3
	tix open -r rolf --no-route aside
	[ "$(gets -r rolf)" = ann ]
	# somebody of another team was
	tix assign --to cay 6
	[ "$(gets -r rolf)" = bob ]
	[ "$(why 7)" = "assign 'net' gave it to bob: cay, the last agent of rolf, is not of the team; least loaded: 0, then ann 8" ]
	# and who asks for the first time
	[ "$(gets -r nora)" = bob ]
	sound
}

@test "a team that gives to nobody leaves it in the queue" {
	small nobody "$three"
	[ "$(gets)" = - ]
	[ "$(of 1 owner,state,queue,team)" = $'\tnew\tnet\tnet' ]
	[[ "$(tix why 1)" != *assign* ]]
}

@test "shifts: only those at work, by the calendar of their team" {
	small round-robin '{"name":"ann","team":"net"},
	    {"name":"bob","team":"net","shifts":["daily 22:00-06:00"]}' office
	# Monday, Warsaw is an hour ahead
	[ "$(gets --now 2026-11-23T14:59:59Z)" = ann ]
	[ "$(gets --now 2026-11-23T14:59:59Z)" = ann ]
	[ "$(gets --now 2026-11-23T15:00:00Z)" = - ]
	[ "$(why 3)" = "assign 'net' left it waiting: nobody of team net is on shift" ]
	[ "$(gets --now 2026-11-23T21:00:00Z)" = bob ]
	[ "$(gets --now 2026-11-24T04:59:59Z)" = bob ]
	[ "$(gets --now 2026-11-24T05:00:00Z)" = - ]
	# the holiday closes all but its exception
	[ "$(gets --now 2026-12-24T07:30:00Z)" = - ]
	[ "$(gets --now 2026-12-24T08:30:00Z)" = ann ]
	[ "$(gets --now 2026-12-24T21:30:00Z)" = - ]
	sound
}

@test "absences: whole days, several, a part of one" {
	small round-robin '{"name":"ann","team":"net",
	    "absences":["2026-11-23","2026-11-26..2026-11-27",
	    "2026-11-30 09:00-12:00"]}'
	[ "$(gets --now 2026-11-23T00:00:00Z)" = - ]
	[ "$(gets --now 2026-11-23T23:59:59Z)" = - ]
	[ "$(gets --now 2026-11-24T00:00:00Z)" = ann ]
	[ "$(gets --now 2026-11-27T23:59:59Z)" = - ]
	[ "$(gets --now 2026-11-30T08:59:59Z)" = ann ]
	[ "$(gets --now 2026-11-30T09:00:00Z)" = - ]
	[ "$(gets --now 2026-11-30T12:00:00Z)" = ann ]
	sound
}

@test "what waits is given when somebody is at work: tix route" {
	small round-robin "$three" office
	[ "$(gets --now 2026-11-22T12:00:00Z)" = - ]
	[ "$(gets --now 2026-11-22T12:00:00Z)" = - ]
	run -0 --separate-stderr tix route --now 2026-11-22T13:00:00Z 1 2
	[ "$(of 1 owner,state)$(of 2 owner,state)" = $'\tnew\tnew' ]
	[ "$(tix log --tsv=kind 1)" = opened ]
	tix route --now 2026-11-23T12:00:00Z 1 2
	[ "$(of 1 owner,state)" = $'ann\topen' ]
	[ "$(of 2 owner,state)" = $'bob\topen' ]
	# who has it keeps it
	tix route --now 2026-11-23T12:05:00Z 1
	[ "$(of 1 owner)" = ann ]
	sound
}

@test "placed anew it is given anew" {
	small round-robin "$three"
	[ "$(gets)" = ann ]
	tix route --again 1
	[ "$(of 1 owner)" = bob ]
	sound
}

@test "what is done by hand stays by hand" {
	small round-robin "$three"
	[ "$(gets --owner cay)" = cay ]
	[ "$(gets --no-route)" = - ]
	[ "$(gets)" = ann ]
}

@test "a part split off is given to somebody, too" {
	small round-robin "$three"
	[ "$(gets)" = ann ]
	tix note -m 'and the printer is broken' 1
	tix split --event "$(tix log --tsv=seq 1 | tail -n 1)" 1
	[ "$(of 2 owner,state)" = $'bob\topen' ]
	sound
}

@test "who is gone from the desk is asked for nothing more" {
	small round-robin "$three"
	gets && gets
	sqlite3 "$TIX_DB" "INSERT INTO turn VALUES ('old', 1)"
	[ "$(gets)" = cay ]
}

@test "a dry run says who would get it and gives nobody the turn" {
	small round-robin "$three"
	run -0 --separate-stderr tix open --dry-run --explain one
	[ "$output" = "" ]
	[[ "$stderr" = *"ann"* ]]
	[ "$(gets)" = ann ]
}

@test "--explain shows each who was looked at" {
	small least-loaded '{"name":"ann","team":"net","capacity":1},
	    {"name":"bob","team":"net","absences":["2026-11-23"]},
	    {"name":"cay","team":"net"}'
	gets
	run -0 --separate-stderr tix open --explain two
	[[ "$stderr" = *"
  assign 'net' by least-loaded: cay: least loaded: 0, and nobody else can
    ann: at capacity 1
    bob: absent
    cay: 0 open, weight 0"* ]]
}

@test "--explain shows what each strategy looked at" {
	small round-robin "$three"
	gets
	run -0 --separate-stderr tix open --explain two
	[[ "$stderr" = *"
    ann: last given one by event 2
    bob: never given one
    cay: never given one"* ]]
	rm "$TIX_DB"*
	small longest-idle "$three"
	gets
	run -0 --separate-stderr tix open --explain two
	[[ "$stderr" = *"
    ann: idle since 2026-11-23T14:00:00Z
    bob: no live ticket
    cay: no live ticket"* ]]
	rm "$TIX_DB"*
	small skills '{"name":"ann","team":"net",
	    "skills":[{"name":"vpn","grade":4}]}'
	run -0 --separate-stderr tix open --explain --category vpn two
	[[ "$stderr" = *"
    ann: grade 4, 0 open, weight 0"* ]]
}

@test "a desk without teams pays for no statement more" {
	desk
	tix open one
	run -0 --separate-stderr env TIX_TRACE=sql tix open two
	[[ "$stderr" != *turn* ]]
	[ "$(grep -c 'trace: prepare' <<<"$stderr")" -le 13 ]
}

# The same from the text that admins write: people, times, rules.
written() {
	bare
	cat >desk.conf <<-EOF
	include("$ROOT/lib/desks/standard.conf")
	calendar office {
	  timezone = "Europe/Warsaw"
	  hours = { "Mon-Fri 08:00-12:00", "Mon-Fri 13:00-17:00" }
	  holidays = { "12-24..01-02 yearly" }
	}
	team network { queues = { network }  calendar = office
	  assign = round-robin }
	team night { assign = least-loaded }
	agent $(id -un) {}
	agent ann { team = network  skills = { "vpn:4", "dns:2" } }
	agent bob { team = network  skills = { "vpn:5" }
	  absences = { "2026-11-24" } }
	agent eve { team = night  shifts = { "daily 22:00-06:00" } }
	agent fay { team = night }
	rule "many" { tag = loud  set_team = night }
	rule "drills" { subject = "drill"  need_skill = { "vpn:5" }
	  assign = skills  set_queue = network }
	EOF
	tix init -q --desk desk.conf
}

@test "a desk's text gives tickets to teams of queues, at their hours" {
	written
	[ "$(gets --category network)$(gets --category network)" = annbob ]
	[ "$(of 1 team)" = network ]
	# 12:30 in Warsaw is between the two windows
	[ "$(gets --category network --now 2026-11-23T11:30:00Z)" = - ]
	[ "$(gets --category network --now 2026-11-24T10:00:00Z)" = ann ]
	[ "$(gets --category network --now 2026-11-24T10:00:00Z)" = ann ]
	[ "$(gets --category network --now 2026-12-28T10:00:00Z)" = - ]
	# the standard desk's own queues have no team
	[ "$(gets --category mail)" = - ]
	sound
}

@test "a rule names the team, the strategy and the skills" {
	written
	[ "$(gets --tag loud)" = fay ]
	[ "$(gets --tag loud)" = fay ]
	[ "$(gets --tag loud --now 2026-11-23T22:30:00Z)" = eve ]
	run -0 tix open 'the drill is stuck'
	[ "$(of 4 owner)" = bob ]
	[ "$(why 4)" = "assign 'network' gave it to bob: best skills: 5, and nobody else can" ]
	run -0 tix open --now 2026-11-24T10:00:00Z 'the drill again'
	[ "$(of 5 owner)" = "" ]
	[ "$(why 5)" = "assign 'network' left it waiting: nobody of team network: 1 away, 0 at capacity, 1 without the skills" ]
	sound
}

@test "a change that moves a ticket to a team gives it to somebody" {
	written
	[ "$(gets)" = - ]
	tix tag --add loud 1
	[ "$(of 1 team,owner,state)" = $'night\tfay\topen' ]
	sound
}

@test "what a calendar cannot be is told with its place" {
	written
	printf 'calendar odd { hours = { "Mo-Fr 8-16" } }\n' >>desk.conf
	run -2 --separate-stderr tix desk check desk.conf
	[[ "$stderr" = *"desk.conf:$(wc -l <desk.conf): "*"no hours 'Mo-Fr 8-16': days are Mon, Tue,"* ]]
}

# A desk whose team, or whose rule, gives by this strategy; everybody has a
# ticket, and each strategy has its own reason to choose another.
chosen() { # TEAM'S RULE'S
	rm -f "$TIX_DB"*
	cat >each.conf <<-EOF
	include("$ROOT/lib/desks/standard.conf")
	team net { queues = { network }  assign = $1 }
	agent $(id -un) {}
	agent ann { team = net  skills = "vpn:1" }
	agent bob { team = net  skills = "vpn:5" }
	agent cay { team = net  skills = "vpn:2" }
	agent dan { team = net  skills = "vpn:3" }
	agent eve { team = net  skills = "vpn:4" }
	rule trouble { subject = trouble  need_skill = "vpn:1" ${2:+assign = $2} }
	EOF
	tix init -q --desk each.conf
	tix open -q --now 2026-11-23T10:00:00Z --priority 1 --owner eve x
	tix open -q --now 2026-11-23T11:00:00Z --priority 1 --owner ann x
	tix open -q --now 2026-11-23T11:10:00Z --priority 1 --owner bob x
	tix open -q --now 2026-11-23T11:20:00Z --priority 1 --owner cay \
		--requester rita x
	tix open -q --now 2026-11-23T12:00:00Z --priority 5 --owner dan x
	gets --requester rita --queue network
}

@test "each strategy that there is chooses, by team and by rule" {
	local list strategy want
	bare
	echo 'team x { assign = what }' >what.conf
	run -2 --separate-stderr tix desk check what.conf
	list=${stderr#*"no 'what'; there are: "}
	list=${list%%$'\n'*}
	[[ $list = nobody,* ]]
	for strategy in ${list//,/}; do
		case $strategy in
		nobody) want=- ;;
		round-robin) want=ann ;;   # the first of those never given one
		least-loaded) want=dan ;;  # 1, and the others 16
		skills) want=bob ;;        # the best grade
		longest-idle) want=eve ;;  # since 10:00
		owner-of-last) want=cay ;; # rita's last
		*) want="a strategy without a case here" ;;
		esac
		echo "$strategy: $want"
		[ "$(chosen "$strategy" | tail -n 1)" = "$want" ]
		[ "$(chosen nobody "$strategy" | tail -n 1)" = "$want" ]
	done
	sound
}
