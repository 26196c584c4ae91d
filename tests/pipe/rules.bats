# Rules against a model of them in another language.

load ../lib/common

setup() {
	bare
}

@test "random trees of rules decide what their model decides" {
	for seed in ${SEEDS:-1 9 11}; do
		rm -f ./*.db*
		python3 "$ROOT/tests/pipe/rules.py" "$seed" 10 5
	done
}
