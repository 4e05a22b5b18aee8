//! What was put is what is read.

use super::{Engine, Verdict, ensure, key, noon, put, texts};
use crate::{Batch, Delete, Expiry, Put, Query};
use std::collections::BTreeSet;

/// Empty values, all bytes, odd keys; the revision and the expiry come with them.
///
/// # Errors
/// The violation.
pub async fn a_value_comes_back_as_it_was_put(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let all_bytes: Vec<u8> = (0..=255).collect();
    let expires = Expiry::from_epoch_seconds(4_000_000_000);
    for sort in ["a", "%", "_", "a'b\"c", "Ünï/⚑", "\u{10ffff}", " ", "\n", "A", "1e3", "01"] {
        for value in [&b""[..], b"text", &all_bytes] {
            let put = Put::new(key("p", sort)?, value.to_vec()).until(expires);
            let committed = store.commit(Batch::new().with(put)).await?;
            let item = store.get(&key("p", sort)?).await?;
            ensure!(
                item.as_ref().is_some_and(|item| item.value == value
                    && item.key.sort() == sort
                    && item.expires == Some(expires)
                    && item.revision == committed.revision),
                "{value:?} was put at {sort:?} and {item:?} was read"
            );
        }
    }
    let absent = store.get(&key("p", "b")?).await?;
    ensure!(absent.is_none(), "nothing was put, and {absent:?} was read");
    Ok(())
}

/// Deleting removes; deleting nothing is no error; what is put again is there again.
///
/// # Errors
/// The violation.
pub async fn a_deleted_item_is_gone(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let place = key("p", "a")?;
    store.commit(Batch::new().with(Delete::new(place.clone()))).await?;
    put(&*store, "p", "a", "1").await?;
    store.commit(Batch::new().with(Delete::new(place.clone()))).await?;
    ensure!(store.get(&place).await?.is_none(), "a deleted item is still read");
    ensure!(store.query(&Query::all("p")).await?.items.is_empty(), "a deleted item is still listed");
    put(&*store, "p", "a", "2").await?;
    let item = store.get(&place).await?;
    ensure!(item.is_some_and(|item| &item.value[..] == b"2"), "an item put again is not the new one");
    Ok(())
}

/// The same sort key in two partitions is two items, also where one partition's name begins with the other's.
///
/// # Errors
/// The violation.
pub async fn partitions_are_apart(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let partitions = ["p", "pp", "P", "p#", "p%"];
    for partition in partitions {
        put(&*store, partition, "a", partition).await?;
    }
    for partition in partitions {
        let page = store.query(&Query::all(partition)).await?;
        ensure!(texts(&page.items) == [partition], "partition {partition} holds {:?}", page.items);
        let item = store.get(&key(partition, "a")?).await?;
        ensure!(item.is_some_and(|item| item.value == partition), "{partition}/a is another partition's");
    }
    Ok(())
}

/// `get_many` answers every key in its place, present or not, asked once or twice.
///
/// # Errors
/// The violation.
pub async fn many_keys_answer_in_their_order(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    put(&*store, "p", "a", "1").await?;
    put(&*store, "q", "b", "2").await?;
    let keys = [key("q", "b")?, key("p", "x")?, key("p", "a")?, key("q", "b")?];
    let items = store.get_many(&keys).await?;
    let read: Vec<_> = items.iter().map(|item| item.as_ref().map(|item| item.value.as_ref())).collect();
    let expected: [Option<&[u8]>; 4] = [Some(b"2"), None, Some(b"1"), Some(b"2")];
    ensure!(read == expected, "four keys gave {items:?}");
    ensure!(store.get_many(&[]).await?.is_empty(), "no keys gave items");
    Ok(())
}

/// Every write has a revision of its own, also after a deletion; one batch's items share it.
///
/// # Errors
/// The violation.
pub async fn a_revision_never_returns(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let mut seen = BTreeSet::new();
    for round in 0..20 {
        let batch =
            Batch::new().with(Put::new(key("p", "a")?, "same")).with(Put::new(key("p", "b")?, "same"));
        let revision = store.commit(batch).await?.revision;
        ensure!(seen.insert(revision), "revision {revision} was given twice");
        for sort in ["a", "b"] {
            let item = store.get(&key("p", sort)?).await?;
            ensure!(item.is_some_and(|item| item.revision == revision), "{sort} is not at {revision}");
        }
        if round % 3 == 0 {
            store.commit(Batch::new().with(Delete::new(key("p", "a")?))).await?;
        }
    }
    Ok(())
}
