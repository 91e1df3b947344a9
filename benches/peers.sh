#!/usr/bin/env bash
# Times the whole program against programs that also compare texts word by word, in one run, and prints how many times as long
# as newsdiff each took (by the shortest run, which other work on the machine disturbs least), and the memory each needed.
#
# usage: benches/peers.sh [LEFT RIGHT]
#
# Without files: every pair of the articles in ../shared/seeds, or of three tellings of the sample edition; then invented prose
# of 1,000, 10,000 and 100,000 words and the same prose edited (examples/prose), and dense prose. hyperfine does the timing;
# difft (difftastic), delta and dwdiff are the peers. What is not installed is said and left out.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet --bin newsdiff --example prose
target=${CARGO_TARGET_DIR:-target}/release
newsdiff=$target/newsdiff
peers=()
for peer in difft delta dwdiff; do
    if command -v "$peer" > /dev/null; then
        peers+=("$peer")
    else
        printf 'skipped: %s is not installed\n' "$peer"
    fi
done
if ! command -v hyperfine > /dev/null; then
    printf 'skipped: times need hyperfine\n'
fi
# GNU time is small, so the peak it reports is the program's own and not what it was started from.
if ! { [ -x /usr/bin/time ] && /usr/bin/time -f %M true 2> /dev/null; }; then
    printf 'skipped: peak memory needs GNU time as /usr/bin/time\n'
fi

# race RUNS NAME LEFT RIGHT: one line of times and one of memory.
race() {
    local runs=$1 name=$2 left=$3 right=$4 peer
    local commands=("$newsdiff compare $left $right")
    for peer in ${peers[@]+"${peers[@]}"}; do
        case $peer in
            # delta would open a pager.
            delta) commands+=("delta --paging=never $left $right") ;;
            *) commands+=("$peer $left $right") ;;
        esac
    done
    if command -v hyperfine > /dev/null; then
        # delta and dwdiff, like diff, exit 1 where the texts differ.
        hyperfine --shell=none --warmup 3 --runs "$runs" --ignore-failure --export-csv "$work/times.csv" "${commands[@]}" > /dev/null 2>&1
        awk -F, -v name="$name" 'NR == 2 { own = $7; printf "%-22s newsdiff %8.1f ms", name, own * 1000 }
            NR > 2 { split($1, word, " "); printf "   %s %.2f times", word[1], $7 / own }
            END { printf "\n" }' "$work/times.csv"
    fi
    if [ -x /usr/bin/time ] && /usr/bin/time -f %M true 2> /dev/null; then
        printf '%-22s' '  peak memory'
        for command in "${commands[@]}"; do
            local kilobytes program=${command%% *}
            kilobytes=$(/usr/bin/time -q -f %M -o /dev/fd/3 $command 3>&1 > /dev/null 2>&1 || true)
            printf ' %s %.1f MB  ' "${program##*/}" "$(printf '%s' "$kilobytes" | awk '{ print $1 / 1024 }')"
        done
        printf '\n'
    fi
}

if [ $# -eq 2 ]; then
    race 60 "${1##*/}" "$1" "$2"
    exit
fi
shopt -s nullglob
articles=(../shared/seeds/*.txt)
if [ ${#articles[@]} -lt 2 ]; then
    articles=(assets/sample/harbour-bridge/{coast-wire,the-ledger,metro-today}.md)
fi
for ((left = 0; left < ${#articles[@]}; left++)); do
    for ((right = left + 1; right < ${#articles[@]}; right++)); do
        race 60 "articles $left and $right" "${articles[left]}" "${articles[right]}"
    done
done
for words in 1000 10000 100000 dense; do
    "$target/examples/prose" "$words" "$work/$words"
    race 10 "prose, $words" "$work/$words/left.txt" "$work/$words/right.txt"
done
