//! The wording of every diagnostic of the authoring tools, in both languages, once.

junheng::catalogue! {
    list CATALOGUE;

    FULL_WIDTH Note "full-width"
        zh "`{found}` 不是 TOML 的写法，应作 `{right}`"
        en "`{found}` is no TOML; it is written `{right}`";
    NO_INDICATORS Error "no-indicators"
        zh "找不到指标表的表头"
        en "there is no header of a table of indicators"
        help_zh "要有指标列（一级指标、二级指标、项目……），还要有分值或评分标准列；表头在前 30 行之内" help_en "it has columns of indicators (一级指标, 二级指标, 项目 …) and one of points or scoring (分值, 评分标准), within the first 30 rows";
    SHEET_UNUSED Note "sheet-unused"
        zh "这张工作表没有用到"
        en "this sheet was not used"
        help_zh "只用第一张有指标表头的；另一张存成单独的文件再起草" help_en "only the first with a header of indicators is; save another one as a file of its own";
    POINTS_UNCLEAR Warning "points-unclear"
        zh "分值“{raw}”不是一个数，或与别处写的不同"
        en "the points “{raw}” are no number, or not those stated elsewhere"
        help_zh "照文件写定以后，改规则包里的 points" help_en "find out what the document says, then set `points` in the pack";
    SUBTOTAL_DIFFERS Warning "subtotal-differs"
        zh "“{owner}”写 {stated} 分，各项合计 {actual} 分"
        en "“{owner}” states {stated} points, its items add up to {actual}"
        help_zh "规则包里没有写这个分值；对照文件查是哪一项" help_en "the pack does not state it; find out which item is wrong";
}
