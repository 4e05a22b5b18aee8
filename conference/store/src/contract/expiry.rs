//! An item vanishes at its second.

use super::{Engine, Verdict, ensure, key, noon, put, sorts};
use crate::{Batch, Check, Clock, Condition, Delete, Expiry, Order, Put, Query, StoreError};
use jiff::SignedDuration;

const MINUTE: SignedDuration = SignedDuration::from_secs(60);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// From its second on, no read shows it: not by key, not among many, not in a page either way.
///
/// # Errors
/// The violation.
pub async fn an_expired_item_is_invisible_at_once(engine: &dyn Engine) -> Verdict {
    let clock = noon();
    let store = engine.empty(clock.clone()).await?;
    let expires = Expiry::after(clock.now(), MINUTE);
    let passing = Put::new(key("p", "b")?, "passing").until(expires);
    let past = Put::new(key("p", "d")?, "past").until(Expiry::at(clock.now()));
    store.commit(Batch::new().with(passing).with(past)).await?;
    for sort in ["a", "c"] {
        put(&*store, "p", sort, "lasting").await?;
    }
    for (elapsed, visible) in [(SECOND, vec!["a", "b", "c"]), (MINUTE - SECOND, vec!["a", "c"])] {
        clock.advance(elapsed);
        let forwards = store.query(&Query::all("p")).await?;
        ensure!(sorts(&forwards.items) == visible, "visible should be {visible:?}: {forwards:?}");
        let backwards = store.query(&Query::all("p").order(Order::Backwards)).await?;
        ensure!(sorts(&backwards.items).iter().rev().eq(&visible), "{visible:?} backwards: {backwards:?}");
        let one = store.query(&Query::prefix("p", "b").limit(1)).await?;
        ensure!(one.items.len() == usize::from(visible.len() == 3), "a page of one: {one:?}");
        let keys = [key("p", "a")?, key("p", "b")?, key("p", "c")?, key("p", "d")?];
        let many: Vec<_> = store.get_many(&keys).await?.into_iter().flatten().collect();
        ensure!(sorts(&many) == visible, "many keys show {many:?}");
        let item = store.get(&key("p", "b")?).await?;
        ensure!(item.is_some() == visible.contains(&"b"), "one key shows {item:?}");
    }
    Ok(())
}

/// `Absent` holds of it, `Present` and its old revision do not; deleting it is no error.
///
/// # Errors
/// The violation.
pub async fn an_expired_item_is_absent_for_conditions(engine: &dyn Engine) -> Verdict {
    let clock = noon();
    let store = engine.empty(clock.clone()).await?;
    let place = key("p", "a")?;
    let put_passing = || Put::new(place.clone(), "passing").until(Expiry::after(clock.now(), MINUTE));
    let revision = store.commit(Batch::new().with(put_passing())).await?.revision;
    clock.advance(MINUTE);
    for condition in [Condition::Present, Condition::Revision(revision)] {
        let result = store.commit(Batch::new().with(Check::new(place.clone(), condition))).await;
        match result {
            Err(StoreError::Conflict(conflicts)) => {
                ensure!(conflicts[0].found.is_none(), "an expired item was found: {conflicts:?}");
            }
            other => ensure!(false, "an expired item is {condition}: {other:?}"),
        }
    }
    store.commit(Batch::new().with(put_passing().when(Condition::Absent))).await?;
    ensure!(store.get(&place).await?.is_some(), "an item put over an expired one is not there");
    clock.advance(MINUTE);
    store.commit(Batch::new().with(Delete::new(place.clone()).when(Condition::Absent))).await?;
    ensure!(store.get(&place).await?.is_none(), "a deleted expired item came back");
    Ok(())
}

/// A put without an expiry makes an item last; one with a later expiry prolongs it.
///
/// # Errors
/// The violation.
pub async fn a_later_put_decides_the_expiry(engine: &dyn Engine) -> Verdict {
    let clock = noon();
    let store = engine.empty(clock.clone()).await?;
    for sort in ["lasting", "prolonged"] {
        let put = Put::new(key("p", sort)?, "").until(Expiry::after(clock.now(), SECOND));
        store.commit(Batch::new().with(put)).await?;
    }
    put(&*store, "p", "lasting", "").await?;
    let prolonged = Put::new(key("p", "prolonged")?, "").until(Expiry::after(clock.now(), MINUTE));
    store.commit(Batch::new().with(prolonged)).await?;
    clock.advance(MINUTE - SECOND);
    let page = store.query(&Query::all("p")).await?;
    ensure!(sorts(&page.items) == ["lasting", "prolonged"], "after a later put: {page:?}");
    clock.advance(SECOND);
    let page = store.query(&Query::all("p")).await?;
    ensure!(sorts(&page.items) == ["lasting"], "after the later expiry: {page:?}");
    Ok(())
}
