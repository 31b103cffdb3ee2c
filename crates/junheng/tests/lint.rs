//! What lints find, and where they are silent.

mod common;

use common::{HEAD, Shelf, complaint};
use junheng::compile::compile;
use junheng::lint::lint;
use junheng::pack;
use junheng::source::Sources;

/// A pack that writes down a document, with one sound rule.
fn base() -> String {
    let head = HEAD.replace("subject =", "document = { title = \"办法\" }\nsubject =");
    let field = |id: &str, label: &str, unit: &str| {
        format!(
            "[[field]]\nid = \"{id}\"\nlabel = \"{label}\"\nlevel = \"county\"\nkind = \"number\"\nunit = \"{unit}\"\n"
        )
    };
    let fields =
        [field("students", "学生数", "生"), field("teachers", "教师数", "师"), field("built", "建成年份", "年")];
    let sound =
        rule("sound", "规模", "value = \"学生数\"\nat_most = 2000\napplies = \"建成年份 > 0 年 and 教师数 > 0 师\"");
    head + &fields.concat() + "[[verdict]]\nid = \"verdict\"\nmet_when = \"all(required)\"\n" + &sound
}

/// A rule with a source.
fn rule(id: &str, title: &str, rest: &str) -> String {
    format!("[[rule]]\nid = \"{id}\"\ntitle = \"{title}\"\ncite = \"第一条\"\n{rest}\n")
}

/// What lints say of the base and `text`: codes, and what stands under each caret.
fn found(text: &str) -> Vec<(&'static str, String)> {
    let shelf = Shelf(vec![("tiny".to_owned(), format!("{}{text}", base()))]);
    let mut sources = Sources::default();
    let (pack, _, unread) = pack::read("tiny", &shelf, &mut sources);
    let pack = pack.expect("the text is a pack");
    let (program, wrong) = compile(&pack);
    assert!(unread.is_empty() && wrong.is_empty(), "{text}: {unread:?} {wrong:?}");
    let own: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    let diagnostics = lint(&pack, &program.expect("a pack without errors compiles"), &own);
    diagnostics.iter().map(|diagnostic| complaint(diagnostic, &sources)).collect()
}

const RATIO: &str = "value = \"教师数 / 学生数\"\nunit = \"师/生\"\n";

/// A code, what its caret is under, the title of a rule, and the rest of it.
const OF_WORDS: &[(&str, &str, &str, &str)] = &[
    ("direction-of-text", "0.05", "不低于0.05", "at_most = 0.05"),
    ("direction-of-text", "0.05", "不超过0.05", "at_least = 0.05"),
    ("direction-of-text", "0.05", "0.05以内，含", "more_than = 0.05"),
    ("direction-of-ratio", "0.05", "师生比", "at_most = 0.05"),
    ("direction-of-ratio", "0.05", "生师比", "at_most = 0.05"),
    ("boundary-of-text", "\"r\"", "0.05以上", "at_least = 0.05"),
    ("stages-of-text", "0.05", "小学0.05，初中0.07", "at_least = 0.05"),
    ("per-mille-of-text", "50", "教师占学生的50‰", "at_least = 50"),
];

#[test]
fn words_that_say_something_else_are_found_until_a_reading_says_how_they_are_meant() {
    assert_eq!(found(""), []);
    for (code, under, title, rest) in OF_WORDS {
        let wrong = rule("r", title, &format!("{RATIO}{rest}"));
        assert_eq!(found(&wrong), [(*code, (*under).to_owned())], "{wrong}");
        let read = rule("r", title, &format!("{RATIO}{rest}\nreading = \"照原文\""));
        assert_eq!(found(&read), [], "{read}");
    }
}

#[test]
fn words_that_say_the_same_are_left_alone() {
    let sound = [
        ("不低于0.05", "at_least = 0.05"),
        ("不超过0.05", "at_most = 0.05"),
        ("师生比", "at_least = 0.05"),
        ("0.05以上（含）", "at_least = 0.05"),
        ("县级以上骨干教师", "at_most = 0.05"),
        ("小学、初中都是0.05", "at_least = 0.05"),
        ("50‰", "at_least = \"50 ‰ * 1 师/生\""),
    ];
    for (title, rest) in sound {
        let text = rule("r", title, &format!("{RATIO}{rest}"));
        assert_eq!(found(&text), [], "{text}");
    }
}

#[test]
fn a_year_is_in_or_out_as_the_words_say() {
    let variant = |when: &str, words: &str| {
        let variant = format!("variant = [{{ id = \"v\", when = \"{when}\", at_most = 9, cite = \"{words}\" }}]");
        found(&rule("r", "规模", &format!("value = \"学生数\"\nat_most = 8\n{variant}")))
    };
    let wrong = [
        ("建成年份 < 2010 年", "2010年及之前"),
        ("建成年份 <= 2010 年", "2010年之前"),
        ("2010 年 > 建成年份", "2010年及以前建成"),
        ("建成年份 > 2010 年", "2010年及以后"),
        ("建成年份 >= 2010 年", "2010年之后"),
    ];
    for (when, words) in wrong {
        assert_eq!(variant(when, words), [("year-of-text", when.to_owned())], "{words}");
    }
    for (when, words) in [
        ("建成年份 <= 2010 年", "2010年及之前"),
        ("建成年份 < 2011 年", "2010年及之前"),
        ("建成年份 < 2010 年", "2010年以前"),
        ("建成年份 >= 2010 年", "2010年及之后"),
    ] {
        assert_eq!(variant(when, words), [], "{words}");
    }
}

/// Three items, and a rule that counts them.
fn items(title: &str, when: &str) -> String {
    let item = |id: &str| rule(id, "项", "ask = { answers = [\"是\", \"否\"], met = [\"是\"] }");
    let counted = format!("of = [\"a\", \"b\", \"c\"]\nmet_when = \"{when}\"");
    ["a", "b", "c"].map(item).concat() + &rule("r", title, &counted)
}

#[test]
fn counts_are_held_against_members() {
    let asked = "count(met) >= 31";
    assert_eq!(found(&items("31项都合格", asked)), [("count-beyond-members", asked.to_owned())]);
    assert_eq!(found(&items("十项至少两项", "count(met) >= 2")), [("count-of-text", "\"a\"".to_owned())]);
    assert_eq!(found(&items("三项至少两项，余下一项", "count(met) >= 2")), []);
    assert_eq!(found(&items("至少两项", "count(met) > 1")), []);
}

#[test]
fn what_nothing_looks_at_is_found() {
    let scope = "[[scope]]\nid = \"s\"\nlevel = \"county\"\n";
    assert_eq!(found(scope), [("unused", "\"s\"".to_owned())]);
    assert_eq!(found(&format!("{scope}reading = \"供下级使用\"\n")), []);
    let gate = rule("v", "门槛", "role = \"gate\"\nask = { answers = [\"无\", \"有\"], met = [\"无\"] }");
    assert_eq!(found(&gate), [("without-effect", "\"v\"".to_owned())]);
    let loose = rule("u", "规模", "value = \"学生数\"\nat_most = 9").replace("cite = \"第一条\"\n", "");
    assert_eq!(found(&loose), [("uncited", "\"u\"".to_owned())]);
    assert_eq!(found(&format!("{loose}fidelity = \"constructed\"\n")), []);
    let silent = rule("s", "规模", "value = \"学生数\"");
    assert_eq!(found(&silent), [("nothing-asked", "\"s\"".to_owned())]);
    assert_eq!(found(&format!("{silent}role = \"reference\"\n")), []);
}

fn article(text: &str, rest: &str) -> String {
    format!("[[article]]\ntext = \"{text}\"\n{rest}\n")
}

#[test]
fn articles_and_cites_belong_together() {
    let first = article("第一条", "status = \"rules\"");
    assert_eq!(found(&first), []);
    let cited = |cite: &str| rule("r", "规模", "value = \"学生数\"\nat_most = 9").replace("第一条", cite);
    assert_eq!(found(&(first.clone() + &cited("第一条(二)"))), []);
    assert_eq!(found(&(first.clone() + &cited("第九条"))), [("article-unlisted", "\"第九条\"".to_owned())]);
    for status in ["status = \"rules\"", "status = \"judged\""] {
        let wrong = first.clone() + &article("第二条", status);
        assert_eq!(found(&wrong), [("article-uncited", "\"第二条\"".to_owned())], "{status}");
    }
    let left = article("第二条", "status = \"not_covered\"\nreason = \"解释权\"");
    assert_eq!(found(&(first.clone() + &left)), []);
    assert_eq!(found(&(first + &left + &cited("第二条"))), [("article-uncited", "\"第二条\"".to_owned())]);
}
