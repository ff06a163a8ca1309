# shellcheck shell=bash
# ./dev test: build, format, then every suite on a database server of its own, and one line that sums it up.

SUITES=(Unit Architecture Integration)
PASSED=0
FAILED=0

run_tests() {
  local filter=${1:-} suite
  trap finish_tests EXIT
  need_sdk
  lock 8
  [ -n "${MARKETPLACE_TEST_POSTGRES:-}" ] || need_postgres
  need_tools oathtool:oathtool zbarimg:zbar-tools
  rm -rf "$RUN/results" && mkdir -p "$RUN/results"
  check Build dotnet build "$ROOT/Marketplace.sln" -c Release -v q --nologo
  [ "$FAILED" = 0 ] || exit 1
  if [ -z "$filter" ]; then
    check Format dotnet format "$ROOT/Marketplace.sln" --verify-no-changes --no-restore
  fi
  need_independents
  start_test_cluster
  for suite in "${SUITES[@]}"; do run_suite "$suite" "$filter"; done
  check Canaries no_canaries
  [ $((PASSED + FAILED)) != 0 ] || die "No test matches '$filter'."
}

# need_tools PROGRAM:PACKAGE...: programs of others that tests compare ours with.
need_tools() {
  local tool missing=()
  for tool in "$@"; do command -v "${tool%%:*}" >/dev/null || missing+=("${tool#*:}"); done
  [ ${#missing[@]} != 0 ] || return 0
  may_install || die "Tests need these packages: ${missing[*]}. Install them (apt-get install ${missing[*]}) and run this again."
  step "Installing ${missing[*]}" apt_install "${missing[@]}"
}

# need_independents: programs we did not write, which check what we issue and stand beside us: Redis, and libraries of node.
need_independents() {
  local missing=() apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
  command -v redis-server >/dev/null || missing+=(redis-server)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  if [ "${#missing[@]}" != 0 ]; then
    command -v apt-get >/dev/null || die "The tests need ${missing[*]}: install them."
    if [ "$EUID" != 0 ]; then apt=(sudo "${apt[@]}"); fi
    step "Looking for packages" "${apt[@]}" update -q
    step "Installing ${missing[*]}" "${apt[@]}" install -y -q --no-install-recommends "${missing[@]}"
  fi
  if [ ! -d "$ROOT/tests/Independent/node_modules" ]; then
    step "Installing the independent checkers" npm --prefix "$ROOT/tests/Independent" ci --no-audit --no-fund
  fi
}

# no_canaries: what the suites printed holds no password, token, key or address that the tests used.
no_canaries() {
  local found=0
  grep -lE 'correct horse battery|eyJhbGciOi[A-Za-z0-9_-]{20}|mk_[A-Za-z0-9_-]{43}|[0-9a-f]{32}@example\.com' \
    "$RUN"/results/{Unit,Architecture,Integration}.log 2>/dev/null | sed 's/$/: error: it holds a planted secret/' | grep . && found=1
  return "$found"
}

# finish_tests: leaves nothing running and ends with the one line that counts, unless the run was interrupted.
finish_tests() {
  local status=$?
  trap - EXIT
  stop_ticker
  if [ "$status" != 0 ]; then end_strays; fi
  end_test_cluster
  [ "$status" -lt 129 ] || exit "$status"
  if [ "$status" != 0 ] && [ "$FAILED" = 0 ]; then FAILED=1; fi
  say "$PASSED passed, $FAILED failed"
  exit $((FAILED > 0))
}

# check NAME COMMAND...: a step beside the suites; its failure counts as one failed test.
check() {
  local log=$RUN/results/$1.log
  if timed "$log" "$@"; then
    say " ok ($ELAPSED)"
  else
    say " failed ($ELAPSED), counted as one failed test:"
    grep -E 'error|warning' "$log" | sort -u | head -n 40 || tail -n 40 "$log"
    say "The whole output is in .run/results/$1.log$([ "$1" != Format ] || echo "; ./dev fmt formats the sources")."
    FAILED=$((FAILED + 1))
  fi
}

start_test_cluster() {
  if [ -n "${MARKETPLACE_TEST_POSTGRES:-}" ]; then
    say "Using the database server named by MARKETPLACE_TEST_POSTGRES."
    return
  fi
  discard_cluster pgtest
  # Nothing here outlives the run, so it need not reach the disk.
  start_cluster pgtest app \
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" --no-sync
  export MARKETPLACE_TEST_POSTGRES="Host=127.0.0.1;Port=$PG_PORT;Username=app;Password=$PG_PASSWORD;Database=postgres"
}

end_test_cluster() {
  if [ "$PG_STARTED" != pgtest ]; then return 0; fi
  cp "$RUN/pgtest/log" "$RUN/results/postgres.log" 2>/dev/null || true
  discard_cluster pgtest
  PG_STARTED=
}

# counter NAME FILE: one number of a trx file's summary.
counter() { grep -o '<Counters [^>]*' "$2" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+'; }

run_suite() {
  local suite=$1 trx=$RUN/results/$1.trx log=$RUN/results/$1.log total=0 executed=0 passed=0 failed note=
  local arguments=(--no-build -c Release --nologo --results-directory "$RUN/results" --logger "trx;LogFileName=$1.trx"
    --blame-hang-timeout 15m --blame-hang-dump-type none)
  if [ -n "$2" ]; then arguments+=(--filter "$(test_filter "$2")"); fi
  timed "$log" "$suite" dotnet test "$ROOT/tests/$suite" "${arguments[@]}" || note="dotnet test ended with an error"
  if [ -f "$trx" ]; then
    total=$(counter total "$trx") executed=$(counter executed "$trx") passed=$(counter passed "$trx")
  elif [ -z "$2" ]; then
    note="no result file was written"
  fi
  if [ "$total" = 0 ] && [ -z "$2" ]; then note=${note:-no test was found}; fi
  failed=$((executed - passed))
  if [ "$failed" != 0 ]; then note=; fi
  if [ -n "$note" ]; then
    failed=1
    end_strays
  fi
  say " $passed passed, $failed failed, $((total - executed)) skipped ($ELAPSED)"
  if [ -n "$note" ]; then say "The suite $suite did not finish, counted as one failed test: $note."; fi
  if [ "$failed" != 0 ]; then
    tail -n 300 "$log"
    say "The whole output is in .run/results/$suite.log."
  fi
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed))
}

# end_strays: a suite that was cut off can leave its own process and the programs it started from its folder.
end_strays() {
  local process
  for process in /proc/[0-9]*; do
    if { tr '\0' '\n' <"$process/cmdline"; } 2>/dev/null | grep -q "^$ROOT/tests/[A-Za-z]*/bin/Release/"; then
      kill -KILL "${process##*/}" 2>/dev/null || true
    fi
  done
}

# test_filter TEXT: a part of a test's full name, or an expression of dotnet test (with =, ~ or !).
test_filter() { if [[ $1 == *[=~!]* ]]; then printf '%s' "$1"; else printf 'FullyQualifiedName~%s' "$1"; fi; }
