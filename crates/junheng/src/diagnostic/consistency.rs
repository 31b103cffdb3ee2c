//! The wording of diagnostics about a pack that says one thing in words and another in figures, or cites amiss.

crate::catalogue! {
    list OF_CONSISTENCY;

    DIRECTION_OF_TEXT Warning "direction-of-text"
        zh "`{owner}` 的文字说“{word}”，限值却是 {sign}"
        en "the words of `{owner}` say {word}, its limit is {sign}"
        help_zh "改限值的方向；确认无误后写 reading" help_en "turn the limit; if this is meant, say so in a reading";
    DIRECTION_OF_RATIO Warning "direction-of-ratio"
        zh "`{owner}` 叫“{ratio}”，单位是 {unit}，限值是 {sign}：像是写反了"
        en "`{owner}` is called {ratio}, its unit is {unit}, its limit {sign}: the wrong way round?"
        help_zh "师生比是教师数除以学生数，越高越好；生师比相反。确认无误后写 reading" help_en "师生比 is teachers by pupils, more is better; 生师比 is the other way round; if this is meant, say so in a reading";
    BOUNDARY_OF_TEXT Warning "boundary-of-text"
        zh "`{owner}` 的文字说“{word}”，没有写含不含本数"
        en "the words of `{owner}` say {word} and not whether the number itself is meant"
        help_zh "写 reading 说明含不含本数" help_en "say in a reading whether it is";
    STAGES_OF_TEXT Warning "stages-of-text"
        zh "`{owner}` 的文字分{stages}写了 {figures}，限值只有一个"
        en "the words of `{owner}` give {figures} for {stages}, its limit is one for all"
        help_zh "按学段写限值；确认无误后写 reading" help_en "state the limit by stage; if this is meant, say so in a reading";
    COUNT_OF_TEXT Warning "count-of-text"
        zh "`{owner}` 的文字说 {said} 项，所含却有 {members} 项"
        en "the words of `{owner}` speak of {said} items, its members are {members}"
        help_zh "核对 of；确认无误后写 reading" help_en "check `of`; if this is meant, say so in a reading";
    COUNT_BEYOND_MEMBERS Error "count-beyond-members"
        zh "`{owner}` 要求 {asked} 项，所含只有 {members} 项，永远达不到"
        en "`{owner}` asks for {asked} of {members} members and can never be met"
        help_zh "核对项数和 of" help_en "check the number and `of`";
    PER_MILLE_OF_TEXT Warning "per-mille-of-text"
        zh "`{owner}` 的文字有“{word}”，公式和限值里没有千分数"
        en "the words of `{owner}` say {word}, its formulas know no thousandth"
        help_zh "限值写成 1.5 ‰ 或 1.5 份/千人；确认无误后写 reading" help_en "write 1.5 ‰ or 1.5 份/千人; if this is meant, say so in a reading";
    YEAR_OF_TEXT Warning "year-of-text"
        zh "`{owner}` 的文字说“{words}”，{right_zh} {year} 年；公式不是这样"
        en "the words of `{owner}`, {words}, {right} {year}; the formula does not"
        help_zh "“及之前”写 <=，“之前”写 <" help_en "及之前 is <=, 之前 is <";
    WITHOUT_EFFECT Warning "without-effect"
        zh "没有一个判定看 `{owner}`（{role}）"
        en "no verdict looks at `{owner}` ({role})"
        help_zh "写进判定的条件；只供参考的写 role = \"reference\"" help_en "let a verdict look at it, or state role = \"reference\"";
    UNCITED Warning "uncited"
        zh "`{owner}` 没有写依据哪一条"
        en "`{owner}` does not say which article it comes from"
        help_zh "补写 cite；没有出处的写 fidelity = \"constructed\"" help_en "add cite; what no source says is fidelity = \"constructed\"";
    UNUSED Warning "unused"
        zh "{what_zh} `{id}` 没有用到"
        en "the {what} `{id}` is not used"
        help_zh "删去，或用它" help_en "remove it or use it";
    ARTICLE_UNLISTED Error "article-unlisted"
        zh "引用了“{article}”，[[article]] 里没有它"
        en "{article} is cited and no article record lists it"
        help_zh "补一个 [[article]]，或更正引用" help_en "add an [[article]] or correct the cite";
    ARTICLE_UNCITED Error "article-uncited"
        zh "“{article}”写明 {status}，{why_zh}"
        en "{article} is said to be {status}, {why}"
        help_zh "补上条款或更正 status：rules | judged | not_covered" help_en "add the rule or correct status: rules | judged | not_covered";
    NOT_YET Warning "not-yet"
        zh "{what_zh}能读，尚不能评估"
        en "{what} can be read but not yet evaluated";
}
