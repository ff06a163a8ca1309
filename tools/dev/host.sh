# shellcheck shell=bash
# The marketplace itself: built into .run/host, started in the background, stopped gracefully.

HOST_DLL=$RUN/host/Marketplace.Host.dll
HOST_URL=
HOST_PORT=
HOST_STARTED=

# fingerprint FOLDER: changes when a source file below that folder is added, edited or removed.
fingerprint() {
  find "$ROOT/$1" "$ROOT"/Directory.*.props "$ROOT/global.json" \
    \( -name bin -o -name obj \) -prune -o -type f -printf '%p %T@ %s\n' | LC_ALL=C sort | sha256sum | cut -d' ' -f1
}

# build_program NAME PROJECT FOLDER TEXT: publishes into .run/NAME.next when the sources differ from those of .run/NAME.
# What runs from .run/NAME is left alone until take_program, so neither a build nor a test run disturbs a running host.
build_program() {
  local want
  want=$(fingerprint "$3")
  if [ "$(cat "$RUN/$1/.built" 2>/dev/null)" = "$want" ]; then
    rm -rf "$RUN/$1.next"
    return
  fi
  [ "$(cat "$RUN/$1.next/.built" 2>/dev/null)" != "$want" ] || return 0
  need_sdk
  lock 8
  step "$4" publish_program "$1" "$2"
  printf '%s\n' "$want" >"$RUN/$1.next/.built"
  exec 8>&-
}

# publish_program NAME PROJECT: with code compiled ahead where the compiler for that can be had; it starts and warms up several times
# faster. Without it (no such package on this network or processor) the program is the same, only slower in its first minutes.
publish_program() {
  local arguments=(publish "$ROOT/$2" -c Release -o "$RUN/$1.next" -p:UseAppHost=false -v q --nologo)
  rm -rf "$RUN/$1.next"
  if [ "$(uname -m)" = x86_64 ] &&
    dotnet "${arguments[@]}" -r linux-x64 --self-contained false -p:PublishReadyToRun=true; then
    return
  fi
  rm -rf "$RUN/$1.next"
  dotnet "${arguments[@]}"
}

take_program() {
  [ -f "$RUN/$1.next/.built" ] || return 0
  rm -rf "${RUN:?}/$1" && mv "$RUN/$1.next" "$RUN/$1"
}

# make_secrets: this checkout's own keys, made once. The signing key is a P-256 key in PKCS 8: a fixed DER head, then
# 32 random bytes; the public half follows from them.
make_secrets() {
  local file=$RUN/secrets.env line name p256_head
  p256_head='\x30\x41\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07'
  p256_head+='\x04\x27\x30\x25\x02\x01\x01\x04\x20'
  touch "$file" && chmod 600 "$file"
  export Identity__FirstAdmin__Email=${Identity__FirstAdmin__Email:-admin@demo.test}
  add_secret Identity__SigningKey "$p256_head"
  add_secret Identity__Pepper
  add_secret Identity__SealingKey
  add_password Identity__FirstAdmin__Password
  add_secret Adapters__Payments__sandbox__WebhookSecret
  add_secret Adapters__Shipping__local__WebhookSecret
  while read -r line; do
    name=${line%%=*}
    [ -n "${!name:-}" ] || export "$name=${line#*=}"
  done <"$file"
}

# add_secret NAME [HEAD]: 32 random bytes behind that head, in base64, unless the file has the name already.
add_secret() {
  grep -q "^$1=" "$RUN/secrets.env" ||
    printf '%s=%s\n' "$1" "$({ printf '%b' "${2:-}" && head -c 32 /dev/urandom; } | base64 -w 0)" >>"$RUN/secrets.env"
}

# add_password NAME: twenty letters and digits in groups that can be read out and typed, without those that look alike; a hundred bits.
add_password() {
  grep -q "^$1=" "$RUN/secrets.env" ||
    printf '%s=%s\n' "$1" "$(tr -dc 'a-hjkmnp-z2-9' </dev/urandom | head -c 20 | sed 's/.\{4\}/&-/g; s/-$//')" >>"$RUN/secrets.env"
}

host_pid() {
  local pid
  pid=$(cat "$RUN/host.pid" 2>/dev/null) || return 1
  # The number may belong to another process by now.
  { tr '\0' '\n' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -qxF "$HOST_DLL" && echo "$pid"
}

# http_status PORT PATH: the status code of a GET on loopback; needs no program.
http_status() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" &&
      printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3 &&
      read -rt 5 _ code _ <&3 && printf '%s' "$code"
  ) 2>/dev/null
}

# listens PID PORT: whether that very process accepts connections there, and not the host of another checkout.
listens() {
  local hex inode
  printf -v hex ':%04X' "$2"
  # The fourth column of the table is the state, 0A for listening; the tenth is the socket's number.
  while read -r _ _ _ _ _ _ _ _ _ inode _; do
    if [ -n "$(find "/proc/$1/fd" -lname "socket:\[$inode\]" -print -quit 2>/dev/null)" ]; then return 0; fi
  done < <(awk -v port="$hex" '$4 == "0A" && substr($2, length($2) - 4) == port' /proc/net/tcp*)
  return 1
}

# start_host: starts what is in .run/host when nothing runs, or when sources or settings differ from what runs.
start_host() {
  local pid key=$ConnectionStrings__Marketplace${ASPNETCORE_URLS:-} first
  HOST_PORT=$(cat "$RUN/host.port" 2>/dev/null || echo 8080)
  if [ -n "${ASPNETCORE_URLS:-}" ]; then
    HOST_PORT=$(grep -oE 'http://[^;]*' <<<"$ASPNETCORE_URLS" | head -1 | sed -E 's#^http://[^/]*:([0-9]+).*#\1#')
    [[ $HOST_PORT =~ ^[0-9]+$ ]] || die "ASPNETCORE_URLS needs an address of the form http://127.0.0.1:8080."
  fi
  HOST_URL=http://127.0.0.1:$HOST_PORT
  key=$(printf '%s' "$key" | sha256sum)
  if pid=$(host_pid); then
    if [ ! -d "$RUN/host.next" ] && [ "$key" = "$(cat "$RUN/host.key")" ] && listens "$pid" "$HOST_PORT"; then
      say "The marketplace is already running."
      return
    fi
    say "The sources or settings have changed since the marketplace was started."
    stop_host
  fi
  take_program host
  printf '%s\n' "$key" >"$RUN/host.key"
  first=$HOST_PORT
  for _ in 1 2 3 4 5; do
    [ -n "${ASPNETCORE_URLS:-}" ] || HOST_PORT=$(free_port "$HOST_PORT")
    HOST_URL=http://127.0.0.1:$HOST_PORT
    [ -n "${ASPNETCORE_URLS:-}" ] || printf '%s\n' "$HOST_PORT" >"$RUN/host.port"
    if timed "$RUN/step.log" "Starting the marketplace" launch_host; then
      say " $ELAPSED"
      [ "$first" = "$HOST_PORT" ] || say "Port $first is taken, so it listens on $HOST_PORT."
      return
    fi
    say " failed after $ELAPSED"
    if [ -n "${ASPNETCORE_URLS:-}" ] || ! grep -q 'address already in use' "$RUN/host.log"; then break; fi
  done
  tail -n 5 "$RUN/host.log" >&2
  die "The marketplace was not ready within two minutes or ended: above is the end of ${RUN#"$ROOT/"}/host.log."
}

launch_host() {
  local pid deadline=$((SECONDS + 120))
  if [ -f "$RUN/host.log" ]; then mv "$RUN/host.log" "$RUN/host.log.1"; fi
  (
    cd "$RUN/host" || exit
    export ASPNETCORE_URLS=${ASPNETCORE_URLS:-$HOST_URL} Host__Migrate=${Host__Migrate:-true}
    # A market to try things in: pretended money, its pages on a free port, and files that outlive the next build.
    export Market__Sandbox=${Market__Sandbox:-true}
    # Buyers may try paying at the door as well.
    export Market__CashOnDelivery__Enabled=${Market__CashOnDelivery__Enabled:-true}
    # The demo market is loaded through the public API by one client, far faster than a person would.
    export Limits__Profile=${Limits__Profile:-load}
    export Adapters__Payments__sandbox__Enabled=${Adapters__Payments__sandbox__Enabled:-true}
    export Adapters__Payments__sandbox__Serve=${Adapters__Payments__sandbox__Serve:-true}
    export Adapters__Payments__sandbox__Listen=${Adapters__Payments__sandbox__Listen:-http://127.0.0.1:0/}
    export Adapters__Storage__filesystem__Root=${Adapters__Storage__filesystem__Root:-$RUN/files}
    export Adapters__Payments__sandbox__DataPath=${Adapters__Payments__sandbox__DataPath:-$RUN/payments}
    exec setsid dotnet "$HOST_DLL"
  ) >"$RUN/host.log" 2>&1 &
  pid=$!
  HOST_STARTED=$pid
  printf '%s\n' "$pid" >"$RUN/host.pid"
  disown "$pid"
  until [ "$(http_status "$HOST_PORT" /health/ready)" = 200 ] && listens "$pid" "$HOST_PORT"; do
    kill -0 "$pid" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

stop_host() {
  local pid
  if pid=$(host_pid); then step "Stopping the marketplace" end_process "$pid"; fi
  rm -f "$RUN/host.pid"
}

# end_process PID: asks it to finish, and insists after the longest time a graceful stop may take.
end_process() {
  kill -TERM "$1"
  for _ in {1..400}; do
    [ "$(host_pid)" = "$1" ] || return 0
    sleep 0.1
  done
  kill -KILL "$1"
}
