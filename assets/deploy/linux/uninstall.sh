#!/bin/sh
# Remove what install.sh installed. PINs, settings and logs stay unless --all is given.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=
all=no
while [ $# -gt 0 ]; do
    case $1 in
    --all) all=yes ;;
    --root) root=${2:?--root needs a folder} && shift ;;
    *) echo 'sh uninstall.sh [--all] [--root FOLDER]' >&2 && exit 2 ;;
    esac
    shift
done

live=no
[ -n "$root" ] || live=yes
if [ "$live" = yes ]; then
    [ "$(id -u)" = 0 ] || { echo 'uninstall.sh: must be run as root: use sudo' >&2; exit 1; }
    [ ! -d /run/systemd/system ] || systemctl disable --now back-atlas-screen.service || :
fi

for group in files files-x files-usb; do
    (cd "$here/$group" && find . -type f) | while IFS= read -r file; do
        rm -f "$root/$file"
    done
done
rm -f "$root/etc/systemd/system/ctrl-alt-del.target" "$root/etc/issue.d/back-atlas.issue"
rm -f "$root/usr/local/sbin/back-atlas-keeper" "$root/usr/local/share/doc/back-atlas/kiosk.md"
for folder in usr/local/lib/back-atlas usr/local/share/doc/back-atlas \
    etc/systemd/system/back-atlas-screen.service.d etc/systemd/system/back-atlas-kiosk.service.d; do
    [ ! -d "$root/$folder" ] || rmdir --ignore-fail-on-non-empty "$root/$folder"
done

if [ "$live" = yes ]; then
    rm -rf /opt/back-atlas
    number=$(id -u kiosk 2>/dev/null) && rm -f "/etc/systemd/system/user@$number.service"
    [ ! -d /run/systemd/system ] || systemctl daemon-reload
    [ "$all" = no ] || rm -rf /var/lib/back-atlas /var/cache/back-atlas
    echo 'Removed. The account kiosk is still there; to delete it: userdel kiosk. The next start shows a login prompt.'
fi
