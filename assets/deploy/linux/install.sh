#!/bin/sh
# Makes a Debian machine without a desktop a kiosk of Back Atlas. Run it again after an update:
# it replaces what it brought and keeps what keepers set. docs/kiosk.md leads through it.
set -eu

# The system's own commands and Python, whatever the shell that calls has in its way.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=
source=
way=cage
usb=no
packages=yes

usage() {
    cat <<'TEXT'
sh install.sh --from WHAT [options]
  --from WHAT     the program: a wheel, or the folder of a clone; pip installs it
  --x             X without a window manager instead of cage
  --usb-storage-off   USB sticks and disks are not let in
  --no-apt        do not install packages of Debian: they are there already
  --root FOLDER   only copy the files, below this folder: to look at them, or for an image
TEXT
}

fail() {
    echo "install.sh: $1" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
    --from) source=${2:-} && shift ;;
    --x) way=x ;;
    --usb-storage-off) usb=yes ;;
    --no-apt) packages=no ;;
    --root) root=${2:-} && shift ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && fail "what is $1?" ;;
    esac
    shift
done

# Copies a folder of files onto the machine; scripts stay what can be run, the rest can be read.
put() {
    (cd "$here/$1" && find . -type f) | while IFS= read -r file; do
        case $file in
        ./usr/local/*) mode=0755 ;;
        *) mode=0644 ;;
        esac
        mkdir -p "$root/$(dirname "$file")"
        install -m "$mode" "$here/$1/$file" "$root/$file"
    done
}

# Takes away what another way of the same machine brought.
take() {
    (cd "$here/$1" && find . -type f) | while IFS= read -r file; do
        rm -f "$root/$file"
    done
}

put_files() {
    put files
    if [ "$way" = x ]; then put files-x; else take files-x; fi
    if [ "$usb" = yes ]; then put files-usb; else take files-usb; fi
    # Ctrl+Alt+Del does nothing.
    ln -sfn /dev/null "$root/etc/systemd/system/ctrl-alt-del.target"
    guide=$here/../../../docs/kiosk.md
    [ ! -f "$guide" ] || install -D -m 0644 "$guide" "$root/usr/local/share/doc/back-atlas/kiosk.md"
}

if [ -n "$root" ]; then
    put_files
    echo "The files are below $root. Nothing else was done."
    exit 0
fi

[ "$(id -u)" = 0 ] || fail 'only root can do this: use sudo'
grep -qs -E '^ID(_LIKE)?=.*debian' /etc/os-release || fail 'this is no Debian: do by hand what docs/kiosk.md says'
[ -n "$source" ] || fail 'say which program: --from a wheel, or the folder of a clone'
[ -e "$source" ] || fail "$source is not there"
source=$(readlink -f "$source")

if [ "$packages" = yes ]; then
    # Debian 12's cage does not start without xwayland, although nothing of it is used.
    screen='cage xwayland'
    [ "$way" = cage ] || screen='xserver-xorg-core xserver-xorg-input-libinput xinit xauth x11-xserver-utils'
    # Words that are to be several: the lists of packages.
    # shellcheck disable=SC2046,SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        python3 python3-venv dbus libpam-systemd nano libwayland-client0 libwayland-egl1 \
        $(cat "$here/packages.txt") $screen
fi

put_files
systemd-sysusers /etc/sysusers.d/back-atlas.conf
systemd-tmpfiles --create /etc/tmpfiles.d/back-atlas.conf

# The account needs no services of its own: none are started for its session.
ln -sfn /dev/null "/etc/systemd/system/user@$(id -u kiosk).service"

# The program, owned by root: the account of the kiosk can read it and change nothing.
umask 022
[ -x /opt/back-atlas/bin/python ] || python3 -m venv /opt/back-atlas
/opt/back-atlas/bin/python -m pip install --upgrade --no-input "$source"
if [ -f "$source" ]; then
    # The same version once more, where a wheel was built anew: its dependencies stay.
    /opt/back-atlas/bin/python -m pip install --no-input --no-deps --force-reinstall "$source"
fi

if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl set-default graphical.target
    systemctl enable back-atlas-screen.service
fi
cat <<'TEXT'
Installed. Now:
  back-atlas-keeper set-pin    set a keeper's PIN: without one the kiosk does not start
  back-atlas-keeper check      what this machine still lacks
  reboot                       the kiosk comes by itself
TEXT
