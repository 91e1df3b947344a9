#!/usr/bin/env bash
# Times the whole program on two articles against programs that also compare texts word by word, in one run, and prints the
# memory each needed at most.
#
# usage: benches/peers.sh [LEFT RIGHT]
#
# Without files it takes the two that lie in ../shared/seeds, or two tellings of the sample edition. hyperfine does the
# timing; difft (difftastic) and dwdiff are the peers. What is not installed is said and left out.
set -euo pipefail
cd "$(dirname "$0")/.."

shopt -s nullglob
seeds=(../shared/seeds/*.txt)
if [ $# -eq 2 ]; then
    left=$1 right=$2
elif [ ${#seeds[@]} -ge 2 ]; then
    left=${seeds[0]} right=${seeds[1]}
else
    left=assets/sample/harbour-bridge/coast-wire.md right=assets/sample/harbour-bridge/the-ledger.md
fi

cargo build --release --quiet
newsdiff=${CARGO_TARGET_DIR:-target}/release/newsdiff
printf 'comparing %s with %s\n' "$left" "$right"

commands=("$newsdiff compare $left $right")
for peer in difft dwdiff; do
    if command -v "$peer" > /dev/null; then
        commands+=("$peer $left $right")
    else
        printf 'skipped: %s is not installed\n' "$peer"
    fi
done

if command -v hyperfine > /dev/null; then
    # dwdiff, like diff, exits 1 where the texts differ.
    hyperfine --shell=none --warmup 5 --ignore-failure "${commands[@]}"
else
    printf 'skipped: times need hyperfine\n'
fi

# GNU time is small, so the peak it reports is the program's own and not what it was started from.
if [ -x /usr/bin/time ] && /usr/bin/time -f %M true 2> /dev/null; then
    for command in "${commands[@]}"; do
        kilobytes=$(/usr/bin/time -q -f %M -o /dev/fd/3 $command 3>&1 > /dev/null 2>&1 || true)
        printf 'peak memory %6.1f MB  %s\n' "$(printf '%s' "$kilobytes" | awk '{ print $1 / 1024 }')" "${command%% *}"
    done
else
    printf 'skipped: peak memory needs GNU time as /usr/bin/time\n'
fi
