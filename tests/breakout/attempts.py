"""A table of what visitors try in order to get out of a kiosk.

`lines` are lines for xdotool. `{search}` and the like are replaced by the position of that control,
`{left}` and the like by an edge of the screen. Lines that begin with one of these words are carried
out by the harness: `offer` puts a text on the clipboard, `close` asks the window to close as a
window manager does, `state` asks for another state as a pager does, `mode` changes the size of the
screen, and `behind` acts on the terminal behind the program.

The letters are the families of the techniques: A keys, B touches and pointers, C text and fields,
D dialogs, E the machine, F other programs in the same session. Killing the process from outside
(XKillClient, a signal) is not among them, because a visitor cannot do that and supervision handles
it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: its name, its family and the lines that carry it out."""

    name: str
    family: str
    lines: tuple[str, ...]


def _keys(family: str, *chords: str, after: str = "") -> tuple[Attempt, ...]:
    first = (after,) if after else ()
    return tuple(Attempt(chord, family, (*first, f"key {chord}")) for chord in chords)


def _each(name: str, family: str, line: str, *targets: str) -> tuple[Attempt, ...]:
    return tuple(
        Attempt(f"{name} {target}", family, (line.replace("{it}", f"{{{target}}}"),))
        for target in targets
    )


_AT = "mousemove {search} click 1"
_CONTROLS = ("search", "figure", "text", "button", "list", "bar")
_CORNERS = ("upper_left", "upper_right", "lower_left", "lower_right")
_PRESS = "mousemove {it} mousedown 1 sleep 1.1 mouseup 1"
_QUICK = "mousemove {it} click --repeat 12 --delay 20 1"

CLOSING = _keys("A1", "alt+F4", "ctrl+F4", "ctrl+q", "ctrl+w", "alt+f", "F10")
COMMANDS = (
    *_keys("A2", "ctrl+n", "ctrl+t", "ctrl+o", "ctrl+s", "ctrl+shift+s", "ctrl+p", "ctrl+f"),
    *_keys("A2", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F11", "F12"),
    *_keys("A2", "Help", "shift+F1", "alt+Return", "ctrl+shift+i", "ctrl+u", "ctrl+j", "ctrl+h"),
    *_keys("A2", "Menu", "shift+F10", after=_AT),
    Attempt("Shift+F10 on the page", "A2", ("mousemove {text} click 1", "key shift+F10")),
    Attempt("every letter with Ctrl", "A2", (_AT, *(f"key ctrl+{c}" for c in "abdegiklmrvxyz"))),
    Attempt("every digit with Alt", "A2", tuple(f"key alt+{c}" for c in "0123456789")),
    Attempt("every letter with Super", "A2", tuple(f"key super+{c}" for c in "adehilmrtvx")),
)
SWITCHING = (
    *_keys("A3", "alt+Tab", "alt+shift+Tab", "alt+Escape", "alt+space", "super", "super+d"),
    *_keys("A3", "ctrl+Escape", "ctrl+alt+Right", "ctrl+alt+Down", "ctrl+alt+d", "ctrl+Tab"),
    Attempt(
        "Alt with the wheel", "A3", ("mousemove {middle} keydown alt click 4 click 5 keyup alt",)
    ),
    Attempt(
        "Ctrl with the wheel", "A3", ("mousemove {text} keydown ctrl click 4 click 5 keyup ctrl",)
    ),
    Attempt("Shift with the wheel", "A3", ("mousemove {text} keydown shift click 5 keyup shift",)),
    Attempt(
        "Alt with a drag",
        "A3",
        ("keydown alt mousemove {middle} mousedown 1 mousemove {right} mouseup 1 keyup alt",),
    ),
)
SYSTEM = (
    *_keys("A4", "ctrl+alt+Delete", "ctrl+alt+BackSpace", "ctrl+alt+t", "ctrl+shift+Escape"),
    Attempt("Ctrl+Alt+F1 to F7", "A4", tuple(f"key ctrl+alt+F{n}" for n in range(1, 8))),
    Attempt("SysRq", "A4", ("key alt+Sys_Req", "key alt+Print")),
    Attempt("Shift five times", "A5", ("key --repeat 5 --delay 60 Shift_L", "type normal")),
    Attempt("Shift held", "A5", ("keydown Shift_R sleep 1.5 keyup Shift_R", "type normal")),
    Attempt("Alt and Num Lock", "A5", ("key shift+alt+Num_Lock", "key Num_Lock", "key Num_Lock")),
    Attempt(
        "a modifier left hanging", "A5", ("keydown ctrl", "mousemove {text} click 1 keyup ctrl")
    ),
    *_keys("A6", "Print", "alt+Print", "XF86HomePage", "XF86Mail", "XF86Search", "XF86Explorer"),
    *_keys(
        "A6", "XF86Calculator", "XF86Sleep", "XF86PowerOff", "XF86Back", "XF86Reload", "XF86WWW"
    ),
    *_keys("A6", "XF86AudioMedia", "XF86Close", "XF86New", "XF86Open", "XF86Terminal", "Cancel"),
)
TOUCHES = (
    *_each("right click on", "B2", "mousemove {it} click 3", *_CONTROLS),
    *_each("long press on", "B2", _PRESS, *_CONTROLS),
    *_each("middle click on", "B2", "mousemove {it} click 2", *_CONTROLS),
    *_each("many quick clicks in", "B2", _QUICK, *_CORNERS),
    Attempt(
        "other buttons of the mouse", "B2", ("mousemove {text} click 8 click 9 click 6 click 7",)
    ),
    Attempt("left and right together", "B2", ("mousemove {text} mousedown 1 click 3 mouseup 1",)),
    Attempt("a press that is never let go", "B3", ("mousemove {figure} mousedown 1", "mouseup 1")),
    Attempt(
        "resting on the figure",
        "B2",
        ("mousemove {figure} sleep 0.2 mousemove_relative 2 2 sleep 1.1",),
    ),
    Attempt(
        "resting on a button",
        "B2",
        ("mousemove {button} sleep 0.2 mousemove_relative 2 2 sleep 1.1",),
    ),
    *(
        Attempt(
            f"drag from the {edge}",
            "B1",
            (f"mousemove {{{edge}}} mousedown 1 mousemove --sync {{middle}} sleep 0.1 mouseup 1",),
        )
        for edge in ("left", "right", "upper", "lower")
    ),
)
WORDS = (
    Attempt("double click on the page", "C1", ("mousemove {text} click --repeat 2 --delay 60 1",)),
    Attempt("triple click on the page", "C1", ("mousemove {text} click --repeat 3 --delay 60 1",)),
    Attempt("tap on the largest words", "C1", ("mousemove {link} click 1",)),
    Attempt("a path typed", "C2", (_AT, "type /etc/passwd", "key Return")),
    Attempt("an address typed", "C2", (_AT, "type file:///etc/passwd", "key Return")),
    Attempt("a web address typed", "C3", (_AT, "type http://127.0.0.1:9/x.png", "key Return")),
    Attempt(
        "markup typed",
        "C2",
        (_AT, "type <a href=file:///etc/passwd>x</a><img src=/etc/x>", "key Return"),
    ),
    Attempt("a command typed", "C2", (_AT, "type ;xterm& $(xterm) `id`", "key Return")),
    Attempt("very many letters typed", "C2", (_AT, f"type --delay 1 {'M' * 400}", "key Return")),
    Attempt(
        "letters of other scripts typed",
        "C2",
        (_AT, "key Arabic_alef Hebrew_aleph U1F600 EuroSign"),
    ),
    Attempt("dead keys and compose", "C4", (_AT, "key dead_acute e Multi_key o c dead_greek a")),
    Attempt(
        "a character by its number", "C4", (_AT, "key ctrl+shift+u", "type 1f600", "key Return")
    ),
    Attempt("layout keys", "C4", (_AT, "key ISO_Next_Group Mode_switch Henkan Hangul super+space")),
    Attempt(
        "paste",
        "C4",
        ("offer file:///etc/passwd", _AT, "key ctrl+v", "key shift+Insert", "key Return"),
    ),
    Attempt(
        "paste with the middle button",
        "C4",
        ("offer <img src=/etc/passwd>", "mousemove {search} click 2"),
    ),
    Attempt(
        "words dragged out of the field",
        "C4",
        (
            _AT,
            "type dragged",
            "mousemove {search} click --repeat 2 --delay 60 1",
            "mousedown 1 sleep 0.7 mousemove --sync {text}",
            "sleep 0.2 mousemove --sync {middle} mouseup 1",
        ),
    ),
    Attempt(
        "copy, cut, undo, redo",
        "C4",
        (_AT, "type kept", "key ctrl+a ctrl+c ctrl+x ctrl+z ctrl+y ctrl+v"),
    ),
    Attempt("many Escapes, slowly enough", "D1", ("key --repeat 4 --delay 150 Escape",)),
    Attempt("a storm of Escapes", "D1", ("key --repeat 40 --delay 15 Escape",)),
    Attempt(
        "a storm of Return",
        "D1",
        ("mousemove {button} click 1", "key --repeat 30 --delay 15 Return"),
    ),
    Attempt("Tab and Return through everything", "D1", ("key --delay 20 " + "Tab Return " * 25,)),
    Attempt(
        "Backspace with nothing to delete", "D1", ("mousemove {figure} click 1", "key BackSpace")
    ),
    Attempt("wrong PINs", "D1", ("key --repeat 5 --delay 60 Escape", "type 000000", "key Return")),
)
MACHINE = (
    Attempt("a smaller screen", "E2", ("mode small",)),
    Attempt("the first screen again", "E2", ("mode small", "mode first")),
    Attempt("asked to close", "F", ("close",)),
    Attempt("asked to close forty times", "F", ("close",) * 40),
    Attempt("asked to leave full screen", "F", ("state 0 _NET_WM_STATE_FULLSCREEN",)),
    Attempt("asked to hide", "F", ("state 1 _NET_WM_STATE_HIDDEN",)),
    Attempt("minimised", "F", ("windowminimize {window}",)),
)
SESSION = (
    Attempt("moved", "F", ("windowmove {window} 300 200",)),
    Attempt("made smaller", "F", ("windowsize {window} 300 200",)),
    Attempt("unmapped", "F", ("windowunmap {window}",)),
    Attempt("another window raised", "F", ("behind windowraise",)),
    Attempt("the keyboard taken by another window", "F", ("behind windowfocus",)),
)
"""What another program in the session can do if there is no window manager."""
ATTEMPTS: tuple[Attempt, ...] = (
    *CLOSING,
    *COMMANDS,
    *SWITCHING,
    *SYSTEM,
    *TOUCHES,
    *WORDS,
    *MACHINE,
    *SESSION,
)
