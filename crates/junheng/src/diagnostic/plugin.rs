//! The wording of every diagnostic about native plugins, in both languages, once.

crate::catalogue! {
    list OF_PLUGINS;

    FUNCTION_TAKEN Error "function-taken"
        zh "插件 `{plugin}` 的函数 `{name}` 与{other_zh}同名"
        en "the function `{name}` of the plugin `{plugin}` has the name of {other}"
        help_zh "请插件作者换一个名字" help_en "its author must give it another name";
    PLUGIN_UNIT Error "plugin-unit"
        zh "插件 `{plugin}` 的函数 `{function}` 用的单位“{unit}”，规则包里没有"
        en "the function `{function}` of the plugin `{plugin}` is in `{unit}`, a unit the pack does not have"
        help_zh "在规则包里写 [[unit]] id = \"{unit}\"，或改插件" help_en "declare it with [[unit]], or change the plugin";
    PLUGIN_OUTSIDE Error "plugin-outside"
        zh "插件 `{plugin}` 的文件 {file} 不在规则包的文件夹里"
        en "the file {file} of the plugin `{plugin}` is not within the folder of the pack"
        help_zh "把文件放进规则包，写相对路径，例如 plugins/{plugin}.so" help_en "put it into the pack and write a relative path such as plugins/{plugin}.so";
    PLUGIN_NO_FILE Error "plugin-no-file"
        zh "插件 `{plugin}` 没有 {platform} 的文件"
        en "the plugin `{plugin}` has no file for {platform}"
        help_zh "请作者在这种系统上编译，写进 file，再运行 junheng pack lock" help_en "have it built on such a system, name it in `file`, and run junheng pack lock";
    PLUGIN_UNLOCKED Error "plugin-unlocked"
        zh "插件 `{plugin}` 没有锁定：{lock} 里没有它在 {platform} 上的指纹"
        en "the plugin `{plugin}` is not locked: {lock} has no fingerprint of it for {platform}"
        help_zh "看清来路，认可后运行 junheng pack lock" help_en "see where it comes from, and accept it with junheng pack lock";
    PLUGIN_DIFFERS Error "plugin-differs"
        zh "插件 `{plugin}` 的文件变了：锁定的是 {old}，现在是 {new}"
        en "the file of the plugin `{plugin}` has changed: {old} was locked, and it is {new}"
        help_zh "问清为什么变了，认可后运行 junheng pack lock" help_en "find out why, and accept it with junheng pack lock";
    PLUGIN_NOT_ALLOWED Error "plugin-not-allowed"
        zh "规则包要运行本机代码，尚未得到允许：插件 `{plugin}`，文件 {file}，SHA-256 {sha256}"
        en "the pack wants to run native code, which nobody has allowed: plugin `{plugin}`, file {file}, SHA-256 {sha256}"
        help_zh "本机代码能做你能做的一切。信得过来源才加 --allow-plugins；长期使用，把指纹写进信任清单，用 --trust-plugins 指明"
        help_en "native code can do whatever you can. If you trust where it comes from, add --allow-plugins; for good, put its fingerprint into a trust list and name that with --trust-plugins";
    PLUGIN_REFUSED Error "plugin-refused"
        zh "插件 `{plugin}` 不能用（{file}）：{why_zh}"
        en "the plugin `{plugin}` cannot be used ({file}): {why}"
        help_zh "junheng plugin inspect 可以单独查看这个文件" help_en "junheng plugin inspect looks at the file by itself";
    TRUST_UNREADABLE Error "trust-unreadable"
        zh "信任清单 {file} 读不出来"
        en "the trust list {file} cannot be read"
        help_zh "写成 [[plugin]]，下面一行 sha256 = \"…\"，可加 note" help_en "write [[plugin]] with a line sha256 = \"…\", and a note if you like";
}
