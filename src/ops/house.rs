//! The house style (版式) of a bulletin: how its pages are set.

use super::book::Book;
use super::error::OpError;
use super::op::Op;
use crate::model::{BulletinCode, HouseStyle};

impl Book {
    /// Stores how a bulletin's pages are set; wild values are brought within bounds.
    pub fn set_house_style(
        &mut self,
        bulletin: &BulletinCode,
        house: &HouseStyle,
    ) -> Result<(), OpError> {
        let mut definition = self.bulletin(bulletin)?;
        let house = house.within_bounds();
        if definition.house_style == house {
            return Ok(());
        }
        let typed = definition.house_style.editors != house.editors;
        definition.house_style = house;
        let label = format!("修改版式 {}", definition.name);
        if !typed {
            return self.rewrite(Op::SetHouseStyle, &label, &definition);
        }
        // Words come key by key and are one step.
        let ord = self.bulletin_place(bulletin)?;
        let field = format!("editors {bulletin}");
        self.transact_field(Op::SetHouseStyle, &label, field, |writer| {
            writer.put_bulletin(&definition, ord)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{HouseStyle, Preset};
    use crate::ops::tests::book;

    #[test]
    fn a_style_is_kept_within_bounds_and_undone_in_one_step() {
        let mut book = book();
        let bulletin = book.main_bulletin().unwrap();
        let wide = HouseStyle {
            preset: Preset::Electronic,
            title_points: 200,
            ..bulletin.house_style.clone()
        };
        book.set_house_style(&bulletin.code, &wide).unwrap();
        let stored = book.main_bulletin().unwrap().house_style;
        assert_eq!((stored.preset, stored.title_points), (Preset::Electronic, 80));
        book.undo().unwrap();
        assert_eq!(book.main_bulletin().unwrap(), bulletin);
    }
}
