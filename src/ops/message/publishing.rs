//! What stands in the way of publishing, and what publishing stands in the way of, in words.

use super::MessageKind::{NotFound, You};
use super::{UserMessage, new, short};
use crate::ops::OpError;

/// So many obstacles are named; the rest is counted.
const NAMED: usize = 20;

pub(super) fn of_publishing(err: &OpError) -> UserMessage {
    match err {
        OpError::Published { number } => new(
            You,
            format!("第{number}期已发布，不能再改"),
            "要改请先“修订本期”：改好后再发布一次，原来发布的那份照样保留",
        ),
        OpError::NotPublished { number } => {
            new(You, format!("第{number}期还没有发布，用不着修订"), "直接改就可以")
        }
        OpError::NotReady { number, obstacles, can_be_waived } => {
            let named: Vec<&str> = obstacles.iter().take(NAMED).map(String::as_str).collect();
            let more = match obstacles.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!("\n另有 {more} 项"),
            };
            let hint = if *can_be_waived {
                "逐条改好或认定；或写明理由和签字人，作为例外发布"
            } else {
                "请逐条改好，再发布"
            };
            let count = obstacles.len();
            new(
                You,
                format!("第{number}期还不能发布，还差 {count} 项：\n{}{more}", named.join("\n")),
                hint,
            )
        }
        OpError::PublicationStands { label } => new(
            You,
            format!("“{}”不能撤销，在它之前的改动也不能再撤销", short(label)),
            "发布了的一期要改，请用“修订本期”；数据有误，直接改数，程序会问是修订还是更正",
        ),
        OpError::NoCorrection { cell } => new(
            You,
            format!("{cell}没有待处理的更正"),
            "它没有在已发布的一期里刊出过，或已经处理过",
        ),
        OpError::NoSuchSection { text, known } => new(
            NotFound,
            format!("这一期没有栏目“{}”", short(text)),
            format!("有的是：{}", known.join("、")),
        ),
        other => new(You, other.to_string(), ""),
    }
}
