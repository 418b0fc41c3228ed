#!/bin/sh
# Builds the fuzz targets and runs each for so many seconds: fuzz/run.sh SECONDS. What is found is kept in fuzz/target/.
set -eu
cd "$(dirname "$0")/.."
out=fuzz/target
command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz@0.13.2
cargo fuzz build --sanitizer none --target-dir $out
host=$(rustc -vV | sed -n 's/^host: //p')
for seeds in fuzz/seeds/*; do
  target=$(basename "$seeds")
  mkdir -p "$out/corpus/$target"
  log=$out/$target.log
  if ! "$out/$host/release/$target" -seed=1 -max_total_time="$1" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
    -dict=fuzz/words.dict -artifact_prefix="$out/$target-" "$out/corpus/$target" "$seeds" 2>"$log"; then
    grep -v '^#' "$log" | tail -n 60
    echo "fuzz: $target found the input that the last line names" >&2
    exit 1
  fi
  echo "fuzz: $target: $(grep '^Done' "$log"), nothing found"
done
