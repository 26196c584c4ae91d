# Completion of tix for fish.  The programs say what may come next; nothing is
# known here.  Lines of "tix ... --complete" are "word TAB what it is".

function __tix_complete
	set -l before (commandline -opc)
	set -l word (commandline -ct)
	set -l ask $before[1] --complete $before[2..] $word
	if test (string replace -r '.*/' '' -- $before[1]) = tix
		set ask $before[1] --complete
		if test (count $before) -gt 1
			set ask $before[1..2] --complete $before[3..] $word
		end
	end
	set -l found (command $ask 2>/dev/null </dev/null)
	if test (count $found) -gt 0
		printf '%s\n' $found
	else
		__fish_complete_path $word
	end
end

complete -c tix -k -f -a '(__tix_complete)'
for name in (command tix --complete 2>/dev/null | string replace -r '\t.*' '')
	complete -c tix-$name -k -f -a '(__tix_complete)'
end
