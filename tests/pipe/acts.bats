# Whatever was done, once it is all taken back it is as if it had never been.

load ../lib/common

setup() {
	bare
	python3 - "$ROOT/lib/store/builtin.desk" >own.json <<-'END'
		import json, sys
		desk = json.loads(open(sys.argv[1]).readline())
		desk["fields"] = [{"name": "floor", "type": "integer"},
		    {"name": "os", "type": "choice", "values": ["linux", "bsd"]}]
		desk["close"]["children"] = "cascade"
		print(json.dumps(desk))
	END
}

random_acts() {
	run -0 --separate-stderr python3 "$BATS_TEST_DIRNAME/acts.py" "$1" 120 \
	    own.json
	[ "$stderr" = "" ]
	[[ $output = *" events" ]]
}

@test "120 random acts and undos, the first series" {
	random_acts 1
}

@test "120 random acts and undos, the second series" {
	random_acts 2
}

@test "120 random acts and undos, another series every day" {
	random_acts "${SEED:-$(date +%Y%m%d)}"
}
