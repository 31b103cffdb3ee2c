//! `junheng plugin`, and the process a plugin is held in.

use junheng::diagnostic::Language;
use junheng_loader::{Offer, Offered, OfferedParameter, Refusal, fingerprint, inspect, platform};

use crate::arguments::{PluginHost, PluginInspect, Plugins};
use crate::library::shown;
use crate::outcome::{Failure, Status};
use crate::plugin::host;
use crate::write;

/// Says what a plugin file offers.
pub fn look(arguments: &PluginInspect) -> Result<Status, Failure> {
    let language: Language = arguments.lang.into();
    let path = shown(&arguments.file);
    let refused = |refusal: Refusal| {
        let [zh, en] = refusal.text();
        Failure::refused(format!("{path}: {}", language.pick(&[&zh, &en])))
    };
    let sha256 = fingerprint(&arguments.file).map_err(|error| refused(Refusal::Unreadable(error.to_string())))?;
    let offer = inspect(&arguments.file, &host(&Plugins::default())).map_err(refused)?;
    write::text(None, &told(&offer, &sha256, language))?;
    Ok(Status::Done)
}

/// Holds one plugin until the input ends.
pub fn hold(arguments: &PluginHost) -> Result<Status, Failure> {
    // Where the other side is gone there is nobody left to tell.
    let served = junheng_loader::serve(&arguments.file, arguments.sha256.as_deref(), arguments.memory);
    Ok(if served.is_ok() { Status::Done } else { Status::Internal })
}

fn told(offer: &Offer, sha256: &str, language: Language) -> String {
    let Offer { id, version, functions } = offer;
    let (platform, count) = (platform(), functions.len());
    let head = match language {
        Language::Chinese => format!("插件 {id} {version}（{platform}），{count} 个函数\nSHA-256 {sha256}\n"),
        Language::English => {
            format!("plugin {id} {version} ({platform}), functions: {count}\nSHA-256 {sha256}\n")
        }
    };
    functions.iter().fold(head, |text, offered| text + "\n" + &function(offered, language))
}

fn function(offered: &Offered, language: Language) -> String {
    let given: Vec<String> = offered.parameters.iter().map(|given| parameter(given, language)).collect();
    let unit = measured(&offered.unit, language);
    let form = language.pick(match offered.aggregates {
        true => &["汇总下级单元", "aggregates units below"],
        false => &["逐行", "row by row"],
    });
    let missing = language.pick(match offered.sees_missing {
        true => &["有缺失时照样调用", "is asked where an argument is missing"],
        false => &["有缺失就待定", "undetermined where an argument is missing"],
    });
    let mut lines = match language {
        Language::Chinese => {
            vec![format!("{}（{}）→ {unit}", offered.name, given.join("，")), format!("  {form}；{missing}")]
        }
        Language::English => {
            vec![format!("{}({}) → {unit}", offered.name, given.join(", ")), format!("  {form}; {missing}")]
        }
    };
    let [zh, en] = &offered.manual;
    lines.extend(language.pick(&[zh, en]).lines().map(|line| format!("  {line}")));
    let because = language.pick(&["待定的理由：", "undetermined because: "]);
    lines.extend(offered.reasons.iter().map(|reason| format!("  {because}{reason}")));
    lines.join("\n") + "\n"
}

fn parameter(parameter: &OfferedParameter, language: Language) -> String {
    use junheng::function::native::Kind;
    let kind = match parameter.kind() {
        Kind::Number(_) => measured(&parameter.unit, language),
        Kind::Truth => language.pick(&["是非", "truth"]).to_owned(),
        Kind::Day => language.pick(&["日期", "day"]).to_owned(),
        Kind::Group => language.pick(&["分组", "group"]).to_owned(),
    };
    format!("{}: {kind}", parameter.name)
}

fn measured(unit: &str, language: Language) -> String {
    match unit {
        "" => language.pick(&["数", "number"]).to_owned(),
        "any" => language.pick(&["任何单位的数", "number of any unit"]).to_owned(),
        "first" => language.pick(&["单位同第一个参数", "unit of the first argument"]).to_owned(),
        unit => unit.to_owned(),
    }
}
