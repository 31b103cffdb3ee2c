//! Wordings of scoring tables that are met again and again, and how a pack would say them. What the wording leaves
//! open is left open: every choice is shown as `…` with what there is to choose from.

use std::sync::LazyLock;

use junheng::quantity::parse_decimal;
use junheng::source::normal;
use regex::{Captures, Regex};

/// Lines to stand beside an item as comments; none where no wording is recognised.
pub fn suggestions(scoring: &[(String, String)], points: Option<&str>) -> Vec<String> {
    let whole: String = scoring.iter().map(|(header, text)| format!("{header}:{text};")).collect();
    let text: String = normal(&whole).chars().filter(|letter| !letter.is_whitespace()).collect();
    let mut lines: Vec<String> = SHAPES.iter().flat_map(|shape| shape(&text, points)).collect();
    if text.contains("扣完为止") && !lines.is_empty() {
        lines.push("“扣完为止”：floor = 0".to_owned());
    }
    if text.contains("一票否决") {
        lines.push("“一票否决”：另写一条 role = \"veto\"，并写明 effect = …（refuse 不予认定 | cap 封顶 | stop_year 当年终止）".to_owned());
    }
    lines
}

/// What one kind of wording comes to.
type Shape = fn(&str, Option<&str>) -> Vec<String>;

const SHAPES: &[Shape] = &[steps, counted, ranges, discretion, nothing, bands, awards, ladder, flat];

const NUMBER: &str = r"[0-9]+(?:\.[0-9]+)?";

static STEPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"每(低|少|降低|下降|高|超|超过|超出|多|增加)(?:于|出|了)?({NUMBER}|一)个?(百分点|%|‰|人|名|平方米|㎡|元|册|台|天)扣({NUMBER})分"
    ))
});
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"每(?:缺少?|少|有|发现|出现|发生|漏)[^,。;:每]{{0,6}}?(?:1|一)?(项|个|所|次|处|件|例|门|科|间|人|名|起|份|年)[^,。;:每]{{0,12}}扣({NUMBER})分"
    ))
});
static RANGES: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:酌情|酌)?扣({NUMBER})分?[-~—–至到]({NUMBER})分")));
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"((?:达不到|未达到|不达标|未达标|不符合|没有|否则|低于|不足|未)[^,。;:]{0,14}[,]?(?:不给分|不得分|得0分|计0分|0分|不计分))",
    )
});
static BANDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"([\x{{4e00}}-\x{{9fff}}]{{1,8}}?)的?(?:给|得|计|记)({NUMBER})分?[-~—–至到]({NUMBER})分"))
});
static AWARDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"([^,。;:]{{2,20}}?)(?:的|,)?(?:得|给|计|记)({NUMBER})分")));
static LADDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"([一二三四五]档|优秀?|良好?|合格|不合格|[ABCD]等)[:为得计]?({NUMBER})分?[;,、。:]"))
});
static FLAT: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^([^每]{{2,24}}?),?(?:的,?)?扣({NUMBER})分$")));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of this file are written here")
}

fn part<'a>(found: &'a Captures<'_>, at: usize) -> &'a str {
    found.get(at).map_or("", |part| part.as_str())
}

/// `每低0.1个百分点扣2分`
fn steps(text: &str, _: Option<&str>) -> Vec<String> {
    let said = |found: Captures<'_>| {
        let limit = if matches!(part(&found, 1), "高" | "超" | "超过" | "超出" | "多" | "增加") {
            "at_most"
        } else {
            "at_least"
        };
        let size = if part(&found, 2) == "一" { "1" } else { part(&found, 2) };
        let points = part(&found, 4);
        vec![
            format!("“{}”：按步扣分，代替 ask。要作者写明算什么、从哪里起扣、怎样数步：", part(&found, 0)),
            "  value    = \"…\"".to_owned(),
            format!("  {limit:<8} = \"…\""),
            format!("  outcome  = [{{ deduct = {points}, per = \"{size} {}\", step = \"…\" }}]", part(&found, 3)),
            "  step：proportional 按比例 | whole 满一步才扣 | started 不足一步也算；原文没有说的，选定后在 reading 里写理由".to_owned(),
        ]
    };
    STEPS.captures_iter(text).flat_map(said).collect()
}

/// `每缺一项扣0.5分`
fn counted(text: &str, _: Option<&str>) -> Vec<String> {
    let said = |found: Captures<'_>| {
        vec![
            format!("“{}”：按个数扣分，代替 ask。要作者写明个数是哪个数据项：", part(&found, 0)),
            format!(
                "  outcome = [{{ deduct = {}, per = \"1 {}\", of = \"…\", step = \"whole\" }}]",
                part(&found, 2),
                part(&found, 1)
            ),
        ]
    };
    COUNTED.captures_iter(text).filter(|found| !STEPS.is_match(part(found, 0))).flat_map(said).collect()
}

/// `酌情扣0.5-2分`
fn ranges(text: &str, points: Option<&str>) -> Vec<String> {
    let said = |found: Captures<'_>| {
        let (low, high) = (part(&found, 1), part(&found, 2));
        let mut lines = vec![
            format!("“{}”：由人在范围内扣分。要作者写明哪个答案扣、以什么为界、按多少分一级给：", part(&found, 0)),
            format!(
                "  outcome    = [{{ when = \"answer = 未达到\", deduct = [{low}, {high}] }}, {{ when = \"else\", deduct = 0 }}]"
            ),
            "  score_step = …".to_owned(),
        ];
        lines.extend(points.filter(|points| parse_decimal(points) != parse_decimal(high)).map(|points| {
            format!(
                "  分值 {points} 分，至多扣 {high} 分：余下的分怎样才扣，原文没有说；确认无误写 reachable = [低, 高]"
            )
        }));
        lines
    };
    RANGES.captures_iter(text).flat_map(said).collect()
}

/// `酌情扣分`
fn discretion(text: &str, _: Option<&str>) -> Vec<String> {
    let open = text.contains("酌情扣分") || text.contains("酌情给分") || text.contains("酌情评分");
    let line = "“酌情扣分”没有写范围：由人评分，outcome = [{ when = \"answer = …\", deduct = [低, 高] }]，范围由作者依文件写明";
    open.then(|| line.to_owned()).into_iter().collect()
}

/// `达不到要求不给分`
fn nothing(text: &str, points: Option<&str>) -> Vec<String> {
    let Some(found) = NOTHING.captures(text) else { return Vec::new() };
    let full = points.unwrap_or("满分");
    vec![
        format!("“{}”：达到给满分，否则不给分。能用数判断的，写 value 与限值代替 ask：", part(&found, 1)),
        format!("  outcome = [{{ when = \"answer = 达到\", points = {full} }}, {{ when = \"else\", points = 0 }}]"),
    ]
}

/// `执行好的给8-10分,一般的给4-7分,较差的给1-3分`
fn bands(text: &str, points: Option<&str>) -> Vec<String> {
    let found: Vec<Captures<'_>> = BANDS.captures_iter(text).collect();
    if found.len() < 2 {
        return Vec::new();
    }
    let answers: Vec<String> = found.iter().map(|band| format!("\"{}\"", part(band, 1))).collect();
    let mut lines = vec![
        "分档由人给分。各档以什么为界，写在 boundaries；最高一档达到满分、最低一档到几分，对照分值：".to_owned(),
        format!("  ask     = {{ answers = [{}], met = […], boundaries = \"…\" }}", answers.join(", ")),
    ];
    lines.extend(found.iter().map(|band| {
        format!(
            "  outcome：{{ when = \"answer = {}\", points = [{}, {}] }}",
            part(band, 1),
            part(band, 2),
            part(band, 3)
        )
    }));
    let reached =
        found.iter().any(|band| points.is_some_and(|points| parse_decimal(points) == parse_decimal(part(band, 3))));
    if !reached {
        lines.push(format!("  没有一档给得到分值 {}：核对原表", points.unwrap_or("（未写）")));
    }
    lines
}

/// `达到90%以上得2分,80%以上得1分`
fn awards(text: &str, _: Option<&str>) -> Vec<String> {
    let found: Vec<Captures<'_>> =
        AWARDS.captures_iter(text).filter(|award| parse_decimal(part(award, 2)) != parse_decimal("0")).collect();
    if found.len() < 2 {
        return Vec::new();
    }
    let mut lines = vec!["分段给分。算什么由作者写（代替 ask）；各段的边界连在一起，两段之间和最低一段以下各给几分，原文没有说的要写明：".to_owned()];
    lines.extend(
        found.iter().map(|award| {
            format!("  outcome：{{ at_least = \"…\", points = {} }}  “{}”", part(award, 2), part(award, 1))
        }),
    );
    lines
}

/// `一档5 二档3 三档1 四档0`
fn ladder(text: &str, _: Option<&str>) -> Vec<String> {
    let found: Vec<Captures<'_>> = LADDER.captures_iter(text).collect();
    if found.len() < 2 {
        return Vec::new();
    }
    let answers: Vec<String> = found.iter().map(|grade| format!("\"{}\"", part(grade, 1))).collect();
    let line =
        |grade: &Captures<'_>| format!("{{ when = \"answer = {}\", points = {} }}", part(grade, 1), part(grade, 2));
    vec![
        "分档计分。各档以什么为界，由作者依文件写在 boundaries，或写 value 与各档的界限：".to_owned(),
        format!("  ask     = {{ answers = [{}], met = […], boundaries = \"…\" }}", answers.join(", ")),
        format!("  outcome = [{}]", found.iter().map(line).collect::<Vec<_>>().join(", ")),
    ]
}

/// `无独立校园扣15分;未按要求硬化扣5分`
fn flat(text: &str, _: Option<&str>) -> Vec<String> {
    let clauses = text.split(['。', ';', ',', '、', ':']);
    let found: Vec<Captures<'_>> =
        clauses.filter_map(|clause| FLAT.captures(clause)).filter(|found| !part(found, 0).contains("酌")).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["各扣各的分。每一条由谁、凭什么判断，要作者写明：".to_owned()];
    lines.extend(
        found.iter().map(|clause| {
            format!("  outcome：{{ when = \"…\", deduct = {} }}  “{}”", part(clause, 2), part(clause, 1))
        }),
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str, points: Option<&str>) -> String {
        suggestions(&[("评分".to_owned(), text.to_owned())], points).join("\n")
    }

    #[test]
    fn wordings_are_recognised_and_choices_left_open() {
        for (text, expected) in [
            ("每低0.1个百分点扣2分，扣完为止", "deduct = 2, per = \"0.1 百分点\", step = \"…\""),
            ("每低 1 个百分点扣０.５分", "deduct = 0.5, per = \"1 百分点\""),
            ("班额每超1人扣0.2分", "at_most  = \"…\""),
            ("每缺一项扣1分", "deduct = 1, per = \"1 项\", of = \"…\""),
            ("未建立机制的，酌情扣0.5-2分", "deduct = [0.5, 2]"),
            ("达不到要求酌情扣分", "没有写范围"),
            ("达不到要求不给分", "points = 0"),
            ("执行好的给8-10分,一般的给4-7分,较差的给1-3分", "points = [8, 10]"),
            ("一档5分，二档3分，三档1分，四档0分。", "answers = [\"一档\", \"二档\", \"三档\", \"四档\"]"),
            ("无独立校园扣15分；未按要求硬化扣5分", "deduct = 15"),
            ("达到90%以上得2分，80%以上得1分", "at_least = \"…\", points = 1"),
            ("存在拖欠的，一票否决", "role = \"veto\""),
            ("每低1个百分点扣1分，扣完为止", "floor = 0"),
        ] {
            let said = first(text, Some("10"));
            assert!(said.contains(expected), "{text}:\n{said}");
        }
    }

    #[test]
    fn what_is_not_recognised_is_left_alone() {
        assert_eq!(first("查阅文件，实地察看", Some("3")), "");
    }

    #[test]
    fn a_range_that_does_not_reach_the_points_is_pointed_out() {
        assert!(first("酌情扣0.5-2分", Some("3")).contains("分值 3 分，至多扣 2 分"));
        assert!(!first("酌情扣1-3分", Some("3")).contains("至多扣"));
    }
}
