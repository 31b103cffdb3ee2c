//! The wording of diagnostics about packs that rest on others: changes, versions and locks.

crate::catalogue! {
    list OF_EXTENDING;

    UNKNOWN_TARGET Error "unknown-target"
        zh "上级规则包里没有 `{target}`"
        en "the parent pack has no `{target}`"
        help_zh "{hint_zh}" help_en "{hint}";
    WRONG_OLD_VALUE Error "wrong-old-value"
        zh "`{target}` 的原值是 {actual}，不是 {stated}"
        en "`{target}` is {actual}, not {stated}"
        help_zh "把 from 改为 {actual}，并确认改动仍然合适" help_en "set from to {actual} and check that the change is still meant";
    NO_EFFECT Error "no-effect"
        zh "对 `{target}` 的改动没有效果"
        en "the change of `{target}` has no effect"
        help_zh "删去这一行" help_en "remove this line";
    BAD_CHANGE Error "bad-change"
        zh "对 `{target}` 的改动写了 {count} 种做法"
        en "the change of `{target}` says {count} things to do"
        help_zh "to（改为）、append（添一项）、remove（去一项）写其中一个，只写一个" help_en "state one of to, append, remove, and only one";
    CHANGED_TWICE Error "changed-twice"
        zh "`{target}` 与 `{other}` 改的是同一处"
        en "`{target}` and `{other}` change the same place"
        help_zh "合成一条；列表改多项时用 to 写出整个列表" help_en "make one of them; for several items of a list state the whole list with to";
    WHOLE_RECORD Error "whole-record"
        zh "`{target}` 是整条记录，不是一个值"
        en "`{target}` is a whole record, not a value"
        help_zh "改其中一个值；要换掉整条，先 drop，再写自己的" help_en "change one of its values; to replace it, drop it and write your own";
    NOT_A_LIST Error "not-a-list"
        zh "`{target}` 不是列表（{actual}），不能添减一项"
        en "`{target}` is no list ({actual}): no item can be added or removed"
        help_zh "写 from = {actual}, to = …" help_en "write from = {actual}, to = …";
    NOT_IN_LIST Error "not-in-list"
        zh "`{target}` 里没有 {item}：{actual}"
        en "`{target}` does not hold {item}: {actual}"
        help_zh "删去这一行，或更正要去掉的一项" help_en "remove this line or correct the item";
    GUARDED_DROP Error "guarded-drop"
        zh "`{target}` 不许去掉：上级规则包写明 downstream = \"{word}\""
        en "`{target}` may not be dropped: the parent pack says downstream = \"{word}\"";
    EXPIRED_DROP Error "expired-drop"
        zh "`{target}` 停用到 {until} 为止，而本规则包自 {from} 起才施行：这一行从不起作用"
        en "`{target}` is left out until {until}, but this pack is in force from {from}: the line never does anything"
        help_zh "删去这一行" help_en "remove this line";
    DROP_UNTIL Error "drop-until"
        zh "`{target}` 不能只停用到某日"
        en "`{target}` cannot be left out until a day"
        help_zh "until 只用于条款和 variant；其余的只能去掉，不写 until" help_en "until is for rules and variants; drop anything else for good, without until";
    STILL_REFERRED Error "still-referred"
        zh "`{target}` 去掉了，但还有引用它的：{referrers}"
        en "`{target}` is dropped, but these still refer to it: {referrers}"
        help_zh "一并改掉这些引用，或写一条同名的来代替" help_en "change those as well, or write a record of the same id in its place";
    NOT_COMPARABLE Error "not-comparable"
        zh "`{target}` 只许收紧，而 {old} → {new} 是不是收紧无从判断"
        en "`{target}` may only be tightened, and whether {old} → {new} is tighter cannot be told"
        help_zh "限值写成数，或同一单位的“数 单位”；确需改动的，请上级规则包写 downstream = \"free\"" help_en "state limits as numbers, or as number and unit in the same unit; for anything else the parent pack must say downstream = \"free\"";
    TIGHTEN_ONLY Error "tighten-only"
        zh "`{target}` 只许收紧，不许放宽（{old} → {new}）"
        en "`{target}` may only be tightened ({old} → {new})";
    FIXED_VALUE Error "fixed-value"
        zh "`{target}` 不许改动"
        en "`{target}` may not be changed";
    PACK_ENCODING Error "pack-encoding"
        zh "规则包的文件不是 UTF-8 文本，从这里起读不出"
        en "a file of a pack is no text in UTF-8; from here on it cannot be read"
        help_zh "用文本编辑器另存为，编码选 UTF-8" help_en "save it anew as UTF-8";
    PACK_NOT_FOUND Error "pack-not-found"
        zh "找不到规则包 `{pack}`"
        en "there is no pack `{pack}`"
        help_zh "可用的规则包：{known}" help_en "packs at hand: {known}";
    VERSION_MISMATCH Error "version-mismatch"
        zh "规则包 `{pack}` 的版本是 {actual}，要求 {wanted}"
        en "pack `{pack}` has version {actual}, wanted is {wanted}";
    PACK_CYCLE Error "pack-cycle"
        zh "规则包互相引用：{path}"
        en "packs refer to each other in a circle: {path}";
    LOCK_DIFFERS Error "lock-differs"
        zh "用到的规则包 `{pack}` 变了：{old_version} {old} → {version} {new}"
        en "the pack `{pack}` that this one rests on has changed: {old_version} {old} → {version} {new}"
        help_zh "看清改了什么（junheng pack diff），认可后运行 junheng pack lock" help_en "look at what changed (junheng pack diff), and accept it with junheng pack lock";
    LOCK_MISSES Error "lock-misses"
        zh "pack.lock 里没有用到的规则包 `{pack}`"
        en "pack.lock does not know the pack `{pack}` that this one rests on"
        help_zh "认可后运行 junheng pack lock" help_en "accept it with junheng pack lock";
    LOCK_STALE Error "lock-stale"
        zh "pack.lock 里的规则包 `{pack}` 已不再用到"
        en "the pack `{pack}` of pack.lock is not used any more"
        help_zh "认可后运行 junheng pack lock" help_en "accept it with junheng pack lock";
    LOCK_UNREADABLE Error "lock-unreadable"
        zh "pack.lock 读不出来"
        en "pack.lock cannot be read"
        help_zh "运行 junheng pack lock 重写" help_en "write it anew with junheng pack lock";
}
