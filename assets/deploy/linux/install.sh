#!/bin/sh
# Turn a Debian machine without a desktop into a Back Atlas kiosk. Run it again to update: it
# replaces its own files and keeps PINs and settings. docs/kiosk.md is the guide.
set -eu

# Use the system's own commands and Python, whatever PATH the calling shell has.
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
  --from WHAT         the program to install with pip: a wheel, or the folder of a clone
  --x                 use X without a window manager instead of cage
  --usb-storage-off   block USB sticks and disks
  --no-apt            do not install Debian packages: they are already installed
  --root FOLDER       only copy the files into FOLDER, to look at them or to build an image
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
    *) usage >&2 && fail "unknown option: $1" ;;
    esac
    shift
done

# Copy a folder of files onto the machine. Files below /usr/local are scripts and get mode 0755.
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

# Remove the files of an option that an earlier run used and this one does not.
take() {
    (cd "$here/$1" && find . -type f) | while IFS= read -r file; do
        rm -f "$root/$file"
    done
}

put_files() {
    put files
    if [ "$way" = x ]; then put files-x; else take files-x; fi
    if [ "$usb" = yes ]; then put files-usb; else take files-usb; fi
    # The earlier name of back-atlas-staff, which scripts of existing kiosks may use.
    ln -sfn back-atlas-staff "$root/usr/local/sbin/back-atlas-keeper"
    # Ignore Ctrl+Alt+Del.
    ln -sfn /dev/null "$root/etc/systemd/system/ctrl-alt-del.target"
    guide=$here/../../../docs/kiosk.md
    [ ! -f "$guide" ] || install -D -m 0644 "$guide" "$root/usr/local/share/doc/back-atlas/kiosk.md"
}

if [ -n "$root" ]; then
    put_files
    echo "The files were copied into $root. Nothing else was changed."
    exit 0
fi

[ "$(id -u)" = 0 ] || fail 'must be run as root: use sudo'
grep -qs -E '^ID(_LIKE)?=.*debian' /etc/os-release || fail 'this machine does not run Debian: follow docs/kiosk.md by hand'
[ -n "$source" ] || fail 'no program given: use --from with a wheel or the folder of a clone'
[ -e "$source" ] || fail "$source does not exist"
source=$(readlink -f "$source")

if [ "$packages" = yes ]; then
    # Debian 12's cage does not start without xwayland, although the kiosk does not use it.
    screen='cage xwayland'
    [ "$way" = cage ] || screen='xserver-xorg-core xserver-xorg-input-libinput xinit xauth x11-xserver-utils'
    # Unquoted on purpose: both are lists of packages.
    # shellcheck disable=SC2046,SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        python3 python3-venv dbus libpam-systemd nano libwayland-client0 libwayland-egl1 \
        $(cat "$here/packages.txt") $screen
fi

put_files
systemd-sysusers /etc/sysusers.d/back-atlas.conf
systemd-tmpfiles --create /etc/tmpfiles.d/back-atlas.conf

# Start no user services for the account's session: it needs none.
ln -sfn /dev/null "/etc/systemd/system/user@$(id -u kiosk).service"

# Install the program as root, so that the kiosk's account can read it but not change it.
umask 022
[ -x /opt/back-atlas/bin/python ] || python3 -m venv /opt/back-atlas
/opt/back-atlas/bin/python -m pip install --upgrade --no-input "$source"
if [ -f "$source" ]; then
    # pip skips a rebuilt wheel with the same version, so install it again without its dependencies.
    /opt/back-atlas/bin/python -m pip install --no-input --no-deps --force-reinstall "$source"
fi

if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl set-default graphical.target
    systemctl enable back-atlas-screen.service
fi
cat <<'TEXT'
Installed. Now run, as root:
  back-atlas-staff set-pin    set a staff PIN: the kiosk does not start without one
  back-atlas-staff check      list what this machine still needs
  reboot                      restart the machine: the kiosk starts with it
TEXT
