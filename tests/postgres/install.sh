#!/bin/sh
# What the tests need of a Debian system: PostgreSQL's programs, Python's virtual environments, a font for Chinese, a
# reader of PDF, and a browser. Does nothing where they are.
set -eu
missing=
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="postgresql-common postgresql"
python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 || missing="$missing fonts-noto-cjk"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
command -v chromium >/dev/null || missing="$missing chromium"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then root=; else root=sudo; fi
quietly() { $root env DEBIAN_FRONTEND=noninteractive "$@" >/dev/null; }
echo "the tests need packages that this system lacks; apt-get install $missing"
quietly apt-get update -q

case "$missing" in *postgresql*)
  # The package would start a server of its own; the tests start theirs. Its setting is put back afterwards.
  quietly apt-get install -qy --no-install-recommends postgresql-common
  setting=/etc/postgresql-common/createcluster.conf
  trap '$root mv $setting.kept $setting' EXIT
  $root cp -p $setting $setting.kept
  echo "create_main_cluster = false" | $root tee -a $setting >/dev/null
esac
quietly apt-get install -qy --no-install-recommends $missing
