# Completion of tix for bash.  The programs say what may come next; nothing is
# known here.  Lines of "tix ... --complete" are "word TAB what it is".

_tix() {
	local line=${COMP_LINE:0:COMP_POINT} word what typed cut i
	local -a words=() ask=() whats=()

	COMPREPLY=()
	read -ra words <<<"$line"
	[[ $line != *[[:blank:]] ]] || words+=('')
	typed=${words[-1]}
	ask=("${words[0]}" --complete "${words[@]:1}")
	if [[ ${words[0]##*/} == tix ]]; then
		ask=("${words[0]}" --complete)
		((${#words[@]} <= 2)) ||
			ask=("${words[@]:0:2}" --complete "${words[@]:2}")
	fi
	# Readline replaces only what stands behind its last word break.
	cut=${typed%"${typed##*["$COMP_WORDBREAKS"]}"}
	while IFS=$'\t' read -r word what; do
		[[ $word == "$typed"* ]] || continue
		word=${word#"$cut"}
		[[ $word != *[!A-Za-z0-9_.,:=/@%+-]* ]] ||
			printf -v word %q "$word"
		COMPREPLY+=("$word")
		whats+=("$what")
	done < <("${ask[@]}" 2>/dev/null </dev/null)
	if ((${#COMPREPLY[@]} == 1)); then
		[[ ${COMPREPLY[0]} != *[:=] ]] || compopt -o nospace 2>/dev/null
		return 0
	fi
	# A list is shown with what its words are; the menu inserts, so not there.
	[[ ${COMP_TYPE-} != 37 && ${COMP_TYPE-} != 42 ]] || return 0
	for i in "${!COMPREPLY[@]}"; do
		[[ -z ${whats[i]} ]] || COMPREPLY[i]+="  (${whats[i]})"
	done
}

# shellcheck disable=SC2046 # a word for each program
complete -o default -o nosort -F _tix tix \
	$(tix --complete 2>/dev/null | sed 's/\t.*//; s/^/tix-/')
