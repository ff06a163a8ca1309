# shellcheck shell=bash
# Private PostgreSQL clusters of this checkout: .run/pg keeps what ./dev run shows, .run/pgtest lives for one test run.
# They listen on loopback only, ask for a random password and never run as root.

PG_BIN=
PG_USER=
PG_PORT=
PG_PASSWORD=
PG_OWNER_PASSWORD=
PG_STARTED=

# pg_bin [MAJOR]: the folder of the newest PostgreSQL programs, or of one major version.
pg_bin() {
  local dir
  {
    for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin "$(dirname "$(readlink -f "$(command -v initdb || true)")")"; do
      [ -x "$dir/initdb" ] && [ -x "$dir/psql" ] || continue
      printf '%s %s\n' "$("$dir/initdb" --version | grep -oE '[0-9]+' | head -1)" "$dir"
    done
  } | sort -n | { if [ -n "${1:-}" ]; then grep "^$1 "; else cat; fi; } | tail -1 | cut -d' ' -f2- || true
}

# need_postgres [MAJOR]: finds the programs, installs them where that is possible, otherwise says what to do.
need_postgres() {
  PG_BIN=$(pg_bin "${1:-}")
  if [ -z "$PG_BIN" ] && [ -n "${1:-}" ]; then
    die "The data in .run was made by PostgreSQL $1: install that version, or remove the data with ./dev reset."
  fi
  if [ -z "$PG_BIN" ] && may_install; then
    step "Installing PostgreSQL" apt_install postgresql
    PG_BIN=$(pg_bin)
  fi
  if [ -z "$PG_BIN" ]; then
    die "PostgreSQL is missing: install it (apt-get install postgresql), or use docker compose as docs/operations.md says."
  fi
  find_pg_user
}

find_pg_user() {
  PG_USER=$(id -un)
  if [ "$EUID" = 0 ]; then PG_USER=$(id -un postgres 2>/dev/null || echo nobody); fi
}

# may_install: whether this user can install packages here.
may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$EUID" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

# apt_install PACKAGE...
apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
  if [ "$EUID" != 0 ]; then apt=(sudo "${apt[@]}"); fi
  local install=("${apt[@]}" install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@")
  "${install[@]}" || { "${apt[@]}" update && "${install[@]}"; }
}

# as_pg COMMAND...: runs it as the user that owns the clusters, from a folder which that user can enter.
as_pg() {
  if [ "$EUID" = 0 ]; then (cd / && runuser -u "$PG_USER" -- "$@"); else "$@"; fi
}

random_word() { head -c 24 /dev/urandom | base64 | tr '+/' 'xy'; }

port_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port FIRST: the first port from there on which nobody listens.
free_port() {
  local port
  for ((port = $1; port < $1 + 500; port++)); do
    port_busy "$port" || { echo "$port"; return; }
  done
  die "No free port between $1 and $port."
}

# cluster_home NAME: makes .run/NAME. Where the server's user cannot reach this checkout (a root shell in /root or in a
# private temporary folder), the files go to /var/lib and .run/NAME is a link.
cluster_home() {
  local home=$RUN/$1 far
  [ ! -d "$home" ] || return 0
  if [ "$EUID" != 0 ]; then
    install -d -m 700 "$home"
  elif as_pg test -x "$RUN"; then
    install -d -m 700 -o "$PG_USER" "$home"
  else
    far=/var/lib/marketplace-dev/$(printf '%s' "$ROOT" | sha256sum | cut -c1-12)-$1
    # A link is missing while the folder is there: it belongs to a checkout that was deleted from this place.
    ln -sfn "$far" "$home"
    [ ! -d "$far" ] || discard_cluster "$1"
    install -d -m 755 "${far%/*}"
    install -d -m 700 -o "$PG_USER" "$far"
    ln -sfn "$far" "$home"
  fi
}

# real_home NAME: the server's user can follow the path behind the link, not always the link itself.
real_home() { readlink -f "$RUN/$1"; }

# create_cluster NAME SUPERUSER [initdb options]: makes the data folder in one move, so an interruption leaves none.
create_cluster() {
  local home superuser=$2
  home=$(real_home "$1")
  shift 2
  # shellcheck disable=SC2016
  rm -rf "$home/new" &&
    printf '%s\n' "$PG_PASSWORD" | as_pg sh -c 'umask 077 && cat >"$1"' sh "$home/password" &&
    as_pg "$PG_BIN/initdb" -D "$home/new" -U "$superuser" --pwfile="$home/password" -A scram-sha-256 \
      -E UTF8 --locale=C.UTF-8 "$@" &&
    rm -f "$home/password" &&
    mv "$home/new" "$home/data"
}

cluster_running() {
  [ -d "$RUN/$1/data" ] && as_pg "$PG_BIN/pg_ctl" -D "$(real_home "$1")/data" status >/dev/null 2>&1
}

# start_cluster NAME SUPERUSER SETTINGS [initdb options]: creates it when needed; the port is kept while it is free.
start_cluster() {
  local name=$1 superuser=$2 settings=$3
  shift 3
  PG_PORT='' PG_PASSWORD='' PG_OWNER_PASSWORD=''
  cluster_home "$name"
  # shellcheck source=/dev/null
  if [ -f "$RUN/$name.env" ]; then . "$RUN/$name.env"; fi
  # A server that was killed is still listed until its parent has noticed: it runs when it can be reached.
  for _ in {1..50}; do
    cluster_running "$name" || break
    if port_busy "$PG_PORT"; then return; fi
    sleep 0.1
  done
  if [ ! -d "$RUN/$name/data" ]; then
    PG_PASSWORD=$(random_word) PG_OWNER_PASSWORD=$(random_word)
    remember_cluster "$name"
    step "Creating a PostgreSQL cluster in ${RUN#"$ROOT/"}/$name" create_cluster "$name" "$superuser" "$@"
  elif [ -z "$PG_PASSWORD" ]; then
    die "The password in .run/$name.env is gone: ./dev reset makes a new database."
  fi
  PG_STARTED=$name
  step "Starting PostgreSQL" launch_cluster "$name" "$settings"
}

remember_cluster() {
  (umask 077 && printf 'PG_PORT=%s\nPG_PASSWORD=%s\nPG_OWNER_PASSWORD=%s\n' \
    "$PG_PORT" "$PG_PASSWORD" "$PG_OWNER_PASSWORD" >"$RUN/$1.env")
}

launch_cluster() {
  local home tries
  home=$(real_home "$1")
  for tries in 1 2 3 4 5; do
    if [ -z "$PG_PORT" ] || port_busy "$PG_PORT"; then PG_PORT=$(free_port $((20000 + RANDOM % 10000))); fi
    remember_cluster "$1"
    as_pg "$PG_BIN/pg_ctl" -D "$home/data" -l "$home/log" -w -t 120 start \
      -o "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= $2" && return
    tail -n 20 "$home/log"
    tail -n 20 "$home/log" | grep -q 'could not bind' || return 1
    echo "Port $PG_PORT was taken (try $tries)."
  done
  return 1
}

# own_database: the marketplace owns its database and may do nothing outside it.
own_database() {
  PGPASSWORD=$PG_PASSWORD "$PG_BIN/psql" -h 127.0.0.1 -p "$PG_PORT" -U postgres -d postgres -qAtX -v ON_ERROR_STOP=1 <<SQL
SELECT \$\$CREATE ROLE marketplace LOGIN PASSWORD '$PG_OWNER_PASSWORD'\$\$
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'marketplace') \gexec
SELECT 'CREATE DATABASE marketplace OWNER marketplace'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'marketplace') \gexec
SQL
}

stop_cluster() { as_pg "$PG_BIN/pg_ctl" -D "$(real_home "$1")/data" -m fast -w -t 120 stop; }

# discard_cluster NAME: stops it when it runs and removes every file of it.
discard_cluster() {
  if cluster_running "$1"; then stop_cluster "$1" >/dev/null; fi
  if [ -L "$RUN/$1" ]; then rm -rf -- "$(real_home "$1")"; fi
  rm -rf -- "${RUN:?}/$1" "$RUN/$1.env"
}
