# shellcheck shell=bash
# What the user sees of ./dev: progress, durations, and one sentence when something is missing.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

TICKER=
ELAPSED=

stop_ticker() {
  [ -n "$TICKER" ] || return 0
  kill "$TICKER" 2>/dev/null || true
  wait "$TICKER" 2>/dev/null || true
  TICKER=
}

# timed LOG TEXT COMMAND...: shows the text, then a dot every few seconds while the command writes into the log.
# Leaves the line open and the duration in ELAPSED. No child may keep descriptors 8 and 9, the locks of this checkout.
timed() {
  local log=$1 began=${EPOCHREALTIME/[.,]/} status=0 took
  printf '%s' "$2"
  shift 2
  (
    # Waiting on a silent pipe leaves no sleeping child behind when the line is done.
    exec 8>&- 9>&- 7<> <(:)
    until read -rt 3 -u 7 || ! kill -0 $$ 2>/dev/null; do printf ' .'; done
  ) &
  TICKER=$!
  "$@" >"$log" 2>&1 </dev/null 8>&- 9>&- || status=$?
  stop_ticker
  took=$(((${EPOCHREALTIME/[.,]/} - began) / 100000))
  ELAPSED="$((took / 10)).$((took % 10)) s"
  return "$status"
}

# step TEXT COMMAND...: a timed command that must succeed; what it said is shown only when it did not.
step() {
  local log=$RUN/step.log text=$1
  shift
  if timed "$log" "$text" "$@"; then
    say " $ELAPSED"
  else
    say " failed after $ELAPSED"
    tail -n 40 "$log" >&2
    exit 1
  fi
}

# lock DESCRIPTOR: 9 is held by whoever starts or stops things in this checkout, 8 by whoever builds or tests it.
# Another one waits and says so.
lock() {
  if [ "$1" = 8 ]; then exec 8>"$RUN/build.lock"; else exec 9>"$RUN/run.lock"; fi
  flock -n "$1" && return
  say "Waiting for another ./dev command in this checkout ..."
  flock "$1"
}

need_sdk() {
  command -v dotnet >/dev/null ||
    die "The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
  [ -f "$RUN/sdk" ] && [ "$(cat "$RUN/sdk")" = "$(readlink -f "$(command -v dotnet)")" ] && return
  (cd "$ROOT" && dotnet --version >"$RUN/step.log" 2>&1) ||
    die "No .NET SDK here satisfies global.json: install .NET 10 from https://dotnet.microsoft.com/download/dotnet/10.0."
  readlink -f "$(command -v dotnet)" >"$RUN/sdk"
}
