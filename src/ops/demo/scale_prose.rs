//! Prose for large books: invented events of 100 to 400 characters, different enough that a search
//! has frequent, seldom and very rare words to find.

use crate::model::{Item, ItemId, ItemState, Month};

use super::random::Random;

/// Stands in one event of so many, see below.
pub const RARE_WORD: &str = "云渡口码头";
const RARE_EVERY: u32 = 7000;

const PLACES: [&str; 16] = [
    "一楼大厅",
    "二楼东区",
    "三号窗口",
    "自助服务区",
    "政策咨询台",
    "企业开办专区",
    "老年人专座",
    "母婴室旁",
    "跨省通办窗口",
    "工程审批专区",
    "“办不成事”反映窗口",
    "帮办代办点",
    "不动产专区",
    "青松社区驿站",
    "白鹭湖园区服务站",
    "南坪镇便民中心",
];
const MATTERS: [&str; 24] = [
    "取水许可",
    "道路运输证换发",
    "职业资格认定",
    "医保异地备案",
    "公积金提取",
    "食品经营许可",
    "施工许可",
    "环境影响评价",
    "林木采伐许可",
    "出版物经营许可",
    "民办学校设立",
    "医师注册",
    "特种设备登记",
    "消防验收备案",
    "排污许可变更",
    "知识产权质押登记",
    "社团年检",
    "外国人工作许可",
    "农药经营许可",
    "测绘资质延续",
    "会计师事务所备案",
    "兽药生产许可",
    "演出审批",
    "安全生产许可",
];
const ACTIONS: [&str; 16] = [
    "推行容缺受理",
    "试行电子证照核验",
    "开展上门服务",
    "组织业务轮训",
    "上线智能预审",
    "实行并联审批",
    "设立绿色通道",
    "压减申请材料",
    "开展午间延时服务",
    "召开联席会议",
    "邀请企业代表走流程",
    "推出一次性告知清单",
    "接入统一受理平台",
    "开展满意度回访",
    "编印办事指南",
    "实行首席代表负责制",
];
const OUTCOMES: [&str; 12] = [
    "群众往返次数明显减少",
    "平均等候时间缩短",
    "材料一次通过率提高",
    "企业代表给予好评",
    "现场办结率稳中有升",
    "咨询电话量有所下降",
    "线上办件比例继续上升",
    "差评件全部按期整改",
    "跨部门流转更加顺畅",
    "窗口人员业务更加熟练",
    "超期件保持为零",
    "办事流程更加清晰",
];
const PEOPLE: [&str; 12] = [
    "返乡创业的种植户",
    "物流公司经办人",
    "刚毕业的大学生",
    "退休教师",
    "外省来的货车司机",
    "小微企业负责人",
    "养老机构院长",
    "装修队队长",
    "渔业合作社社员",
    "幼儿园园长",
    "外籍工程师",
    "行动不便的老人",
];

/// One month's events of a department list, the same in every run. `first` numbers them through
/// the whole book.
pub fn events(
    seed: u64,
    month: Month,
    departments: &[String],
    numbers: std::ops::Range<u32>,
) -> impl Iterator<Item = Item> {
    numbers.map(move |number| {
        let mut random = Random::of(&format!("event {seed} {number}"), month.index());
        let department = pick(&mut random, departments);
        let lead = (random.between(0, 2) == 0)
            .then(|| format!("{}{}", one(&mut random, &MATTERS), one(&mut random, &ACTIONS)));
        let day = i8::try_from(random.between(1, 28)).unwrap_or(1);
        Item {
            id: ItemId::new(format!("scale-{number:06}")),
            month,
            date: month.day(day),
            lead,
            paragraphs: paragraphs(&mut random, &department, number),
            department: Some(department),
            state: ItemState::Active,
            reason: String::new(),
        }
    })
}

fn paragraphs(random: &mut Random, department: &str, number: u32) -> Vec<String> {
    let length = usize::try_from(random.between(100, 380)).unwrap_or(100);
    let mut paragraphs = vec![format!("{department}窗口{}。", one(random, &ACTIONS))];
    let mut count = 20;
    if number % RARE_EVERY == RARE_EVERY / 2 {
        paragraphs.push(format!("在{RARE_WORD}设便民窗口，船民上岸即可办事。"));
    }
    while count < length {
        let sentence = sentence(random);
        count += sentence.chars().count();
        match paragraphs.last_mut() {
            Some(last) if random.between(0, 5) > 0 => last.push_str(&sentence),
            _ => paragraphs.push(sentence),
        }
    }
    paragraphs
}

fn sentence(random: &mut Random) -> String {
    let (place, matter) = (one(random, &PLACES), one(random, &MATTERS));
    let (action, outcome) = (one(random, &ACTIONS), one(random, &OUTCOMES));
    let person = one(random, &PEOPLE);
    let (many, few) = (random.between(100, 98_765), random.between(2, 59));
    match random.between(0, 6) {
        0 => format!("在{place}办理{matter}{many}件，{outcome}。"),
        1 => format!("就{matter}{action}，共{few}人参加，{outcome}。"),
        2 => format!("{person}来到{place}，{few}分钟办完{matter}。"),
        3 => format!("会同有关部门在{place}{action}，{outcome}。"),
        4 => format!("{matter}由{few}个工作日压减至{}个工作日，{outcome}。", few / 2 + 1),
        5 => format!("为{person}{action}，收到感谢信{few}封。"),
        _ => format!("累计接待咨询{many}人次，其中{matter}占比较高，{outcome}。"),
    }
}

fn one<'w>(random: &mut Random, words: &[&'w str]) -> &'w str {
    let last = i64::try_from(words.len()).unwrap_or(1) - 1;
    let at = usize::try_from(random.between(0, last)).unwrap_or(0);
    words.get(at).copied().unwrap_or_default()
}

fn pick(random: &mut Random, words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    one(random, &words).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_long_enough_varied_and_the_same_in_every_run() {
        let month = "2025-04".parse().unwrap();
        let departments = ["水利厅".to_owned(), "第二部门".to_owned()];
        let make = || events(7, month, &departments, 3400..3600).collect::<Vec<_>>();
        let items = make();
        assert_eq!(items, make());
        let texts: Vec<String> = items.iter().map(|item| item.paragraphs.concat()).collect();
        for text in &texts {
            assert!((90..=460).contains(&text.chars().count()), "{text}");
        }
        let mut different = texts.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), texts.len());
        assert_eq!(texts.iter().filter(|text| text.contains(RARE_WORD)).count(), 1);
    }
}
