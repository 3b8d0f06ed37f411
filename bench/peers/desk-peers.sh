#!/bin/sh
# Request Tracker 5 (nginx, FastCGI) and Redmine (Puma), as Debian packages them, with Debian's PostgreSQL, in a layer of
# their own above this system: of the system itself nothing is changed, and all of it ends with this process.
#   unshare --mount --pid --fork --kill-child --propagation private sh desk-peers.sh FOLDER RT-PORT REDMINE-PORT
# Says "ready NAME" or "missing NAME: why" for each of the two, then "up"; ends when its input does.
set -eu
folder=$1
if [ "${4:-}" != inside ]; then
  mkdir -p "$folder/upper" "$folder/work" "$folder/root"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
  mount -t proc proc "$folder/root/proc"
  mount --rbind /dev "$folder/root/dev"
  cp "$0" "$folder/root/root/desk-peers.sh"
  exec chroot "$folder/root" sh /root/desk-peers.sh "$folder" "$2" "$3" inside
fi

export LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin
export RAILS_ENV=production X_DEBIAN_SITEID=default REDMINE_LANG=en
exec 3>&1 >>/root/desk-peers.log 2>&1
steps=/root/desk-peers
mkdir -p "$steps"

once() { # NAME COMMAND…: what was done in this layer before is not done again
  [ -e "$steps/$1" ] && return
  name=$1
  shift
  "$@" </dev/null && touch "$steps/$name"
}

install_packages() {
  printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
  chmod +x /usr/sbin/policy-rc.d
  printf '%s\n' 'dbconfig-common dbconfig-common/dbconfig-install boolean false' \
    'redmine redmine/instances/default/dbconfig-install boolean false' | debconf-set-selections
  apt-get update
  apt-get install -y --no-install-recommends postgresql-15 nginx-light spawn-fcgi request-tracker5 rt5-db-postgresql \
    rt5-fcgi redmine redmine-pgsql puma || true
  # Bundler takes a gem for removed whose folder is missing; Debian puts what is in it elsewhere.
  for gem in /usr/share/rubygems-integration/*/specifications/*.gemspec; do
    mkdir -p "${gem%/specifications/*}/gems/$(basename "$gem" .gemspec)"
  done
  dpkg --configure -a
  echo "local all all trust" >/etc/postgresql/15/main/pg_hba.conf
  echo "listen_addresses = ''" >>/etc/postgresql/15/main/postgresql.conf
}

set_up_rt() {
  psql -U postgres -c "create role rtuser login password 'rt'"
  cat >/etc/request-tracker5/RT_SiteConfig.d/99-bench.pm <<CONFIG
Set(\$rtname, 'bench'); Set(\$Organization, 'bench'); Set(\$WebDomain, '127.0.0.1');
Set(\$DatabaseType, 'Pg'); Set(\$DatabaseHost, '/var/run/postgresql');
Set(\$DatabaseName, 'rtdb'); Set(\$DatabaseUser, 'rtuser'); Set(\$DatabasePassword, 'rt');
Set(\$MailCommand, 'testfile'); Set(\$LogToSyslog, undef); Set(\$LogToSTDERR, 'error');
1;
CONFIG
  rt-setup-database-5 --action init --dba postgres --dba-password none
}

serve_rt() { # PORT
  cat >/root/nginx.conf <<CONFIG
user www-data; worker_processes 1; pid /root/nginx.pid; error_log /root/nginx.log;
events {}
http { access_log off; server { listen 127.0.0.1:$1; location / {
  include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_NAME ""; fastcgi_param PATH_INFO \$uri;
  fastcgi_pass unix:/root/rt/socket; } } }
CONFIG
  chmod 711 /root
  install -d -o www-data /root/rt
  rm -f /root/rt/socket
  spawn-fcgi -u www-data -g www-data -s /root/rt/socket -F 4 -- /usr/share/request-tracker5/libexec/rt-server.fcgi
  nginx -c /root/nginx.conf
}

set_up_redmine() {
  psql -U postgres -c "create role redmine login password 'redmine'" -c "create database redmine owner redmine"
  printf 'production:\n  adapter: postgresql\n  database: redmine\n  host: /var/run/postgresql\n  username: redmine\n' \
    >/etc/redmine/default/database.yml
  cd /usr/share/redmine
  rake db:migrate
  rake redmine:load_default_data
  psql -U redmine redmine -c "insert into settings (name, value, updated_on) values ('rest_api_enabled', '1', now())" \
    -c "update users set must_change_passwd = false" \
    -c "insert into tokens (user_id, action, value, created_on, updated_on)
        values (1, 'api', 'bench', now(), now())"
}

serve_redmine() { # PORT
  cd /usr/share/redmine
  puma -e production -w 2 -t 4:4 -b "tcp://127.0.0.1:$1" config.ru &
  for _ in $(seq 60); do
    perl -MIO::Socket::INET -e 'exit !IO::Socket::INET->new(PeerAddr => "127.0.0.1:'"$1"'")' && return
    sleep 1
  done
  return 1
}

rm -f /var/run/postgresql/.s.PGSQL.* /var/lib/postgresql/15/main/postmaster.pid
if once packages install_packages && pg_ctlcluster 15 main start; then
  for peer in rt redmine; do
    port=$2
    [ $peer = redmine ] && port=$3
    if once $peer set_up_$peer && serve_$peer "$port"; then echo "ready $peer" >&3; else
      echo "missing $peer: $(tail -n 1 /root/desk-peers.log)" >&3
    fi
  done
else
  for peer in rt redmine; do echo "missing $peer: $(tail -n 1 /root/desk-peers.log)" >&3; done
fi
echo up >&3
exec 3>&-
cat
