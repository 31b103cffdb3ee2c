//! A small schema in the manner of the packs: counties, schools, classes without a key.
#![allow(dead_code, reason = "each test file uses a part of it")]

use junheng::quantity::{Unit, Units};
use junheng::table::{Field, FieldId, Kind, Level, LevelId, Schema, Stage, StageId};

pub const COUNTY: LevelId = LevelId(0);
pub const SCHOOL: LevelId = LevelId(1);
pub const CLASS: LevelId = LevelId(2);
pub const PRIMARY: StageId = StageId(0);
pub const JUNIOR: StageId = StageId(1);
pub const STUDENTS: FieldId = FieldId(0);

/// The unit of this text.
pub fn unit(text: &str) -> Unit {
    Units::default().parse(text).expect("a unit of the tests")
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn stage(id: &str, title: &str) -> Stage {
    Stage { id: id.into(), title: title.into(), aliases: Vec::new() }
}

fn level(id: &str, title: &str, parents: &[LevelId], codes: &[&str], names: &[&str]) -> Level {
    Level {
        id: id.into(),
        title: title.into(),
        tables: Vec::new(),
        also: None,
        parents: parents.to_vec(),
        code_headers: texts(codes),
        name_headers: texts(names),
        in_stage: false,
        opened_by: None,
    }
}

/// A needed field of a school: `id label kind unit`, by stage where `staged`.
pub fn field(id: &str, label: &str, kind: Kind, unit_text: &str, staged: bool) -> Field {
    Field {
        id: id.into(),
        label: label.into(),
        aliases: Vec::new(),
        level: SCHOOL,
        staged,
        kind,
        unit: unit(unit_text),
        words: Vec::new(),
        assumed: None,
        needed: true,
        needed_by: Vec::new(),
        looked_at: Vec::new(),
        may_be_negative: false,
        derived_from: Vec::new(),
    }
}

fn fields() -> Vec<Field> {
    let staged = |id: &str, label: &str, unit: &str| field(id, label, Kind::Count, unit, true);
    let plain = |id: &str, label: &str, unit: &str| field(id, label, Kind::Number, unit, false);
    let word = |id: &str, label: &str| field(id, label, Kind::Word, "", false);
    let mut fields = vec![
        staged("students", "在校生数", "生"),
        staged("teachers", "专任教师数", "师"),
        staged("teachers_above_required", "高于规定学历教师数", "师"),
        staged("backbone_teachers", "骨干教师数", "师"),
        staged("pe_art_teachers", "体育艺术教师数", "师"),
        staged("teachers_mid_title", "中级及以上职称教师数", "师"),
        plain("teaching_area", "教学及辅助用房面积", "㎡"),
        plain("sports_area", "体育运动场馆面积", "㎡"),
        plain("equipment_value", "教学仪器设备值", "元"),
        plain("multimedia_rooms", "网络多媒体教室数", "间"),
        plain("computers", "计算机台数", "台"),
        plain("books", "图书册数", "册"),
        word("school_type", "办学类型"),
        word("status", "办学状态"),
    ];
    fields.push(Field { needed: false, ..staged("classes", "班数", "班") });
    fields.push(Field { level: CLASS, ..field("class_size", "班额", Kind::Count, "生", false) });
    fields.push(Field { level: COUNTY, ..field("residents", "常住人口", Kind::Count, "人", false) });
    fields.push(field("founded", "建校日期", Kind::Date, "", false));
    fields.push(Field { words: texts(&["公办", "民办"]), ..word("ownership", "办学性质") });
    fields
}

/// The schema.
pub fn schema() -> Schema {
    let county = level("county", "县", &[], &["县代码"], &["县", "县名"]);
    let school = level("school", "学校", &[COUNTY], &["学校标识码", "学校代码"], &["学校名称", "学校"]);
    let class = Level { in_stage: true, ..level("class", "班级", &[SCHOOL], &[], &[]) };
    Schema {
        stages: vec![stage("primary", "小学"), stage("junior", "初中"), stage("senior", "高中")],
        levels: vec![county, Level { opened_by: Some(STUDENTS), ..school }, class],
        fields: fields(),
        not_applicable: texts(&["/", "—", "无"]),
        ..Schema::default()
    }
}
