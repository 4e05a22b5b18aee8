//! A batch is applied when all its conditions hold.

use super::{Engine, Verdict, Violation, ensure, key, noon, put, sorts};
use crate::{
    Batch, Check, Condition, Conflict, Delete, Key, Operation, Put, Query, Revision, Store, StoreError,
};

/// Put, delete and check under every condition, on a key that is absent and on one that is present.
///
/// # Errors
/// The violation.
pub async fn every_condition_in_every_state(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let place = key("p", "a")?;
    for there in [Presence::Absent, Presence::Present] {
        for kind in ["put", "delete", "check"] {
            for asked in ["absent", "present", "current", "stale"] {
                let stale = put(&*store, "p", "a", "old").await?;
                let current = prepare(&*store, there).await?;
                let condition = match asked {
                    "absent" => Condition::Absent,
                    "present" => Condition::Present,
                    "current" => Condition::Revision(current.unwrap_or(stale)),
                    _ => Condition::Revision(stale),
                };
                let expected = match there {
                    Presence::Absent => asked == "absent",
                    Presence::Present => asked == "present" || asked == "current",
                };
                let batch = Batch::new().with(operation(kind, place.clone(), condition));
                let held = match store.commit(batch).await {
                    Ok(_) => true,
                    Err(StoreError::Conflict(_)) => false,
                    Err(error) => return Err(error.into()),
                };
                ensure!(held == expected, "{kind} of an item that is {there:?}, if {asked}: held is {held}");
            }
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy)]
enum Presence {
    Absent,
    Present,
}

async fn prepare(store: &dyn Store, there: Presence) -> Result<Option<Revision>, StoreError> {
    match there {
        Presence::Present => put(store, "p", "a", "new").await.map(Some),
        Presence::Absent => {
            store.commit(Batch::new().with(Delete::new(key("p", "a")?))).await?;
            Ok(None)
        }
    }
}

fn operation(kind: &str, key: Key, condition: Condition) -> Operation {
    match kind {
        "put" => Put::new(key, "put").when(condition).into(),
        "delete" => Delete::new(key).when(condition).into(),
        _ => Check::new(key, condition).into(),
    }
}

/// One condition that fails, wherever it stands, keeps everything else from happening, in every partition.
///
/// # Errors
/// The violation.
pub async fn a_batch_is_whole_or_nothing(engine: &dyn Engine) -> Verdict {
    for place in 0..4 {
        let store = engine.empty(noon()).await?;
        put(&*store, "p", "kept", "before").await?;
        put(&*store, "q", "kept", "before").await?;
        let mut operations: Vec<Operation> = vec![
            Put::new(key("p", "new")?, "after").into(),
            Put::new(key("p", "kept")?, "after").into(),
            Delete::new(key("q", "kept")?).into(),
        ];
        operations.insert(place, Check::new(key("r", "needed")?, Condition::Present).into());
        let mut batch = Batch::new();
        for operation in operations {
            batch.add(operation);
        }
        let result = store.commit(batch.clone()).await;
        ensure!(matches!(result, Err(StoreError::Conflict(_))), "a failed check gave {result:?}");
        for partition in ["p", "q"] {
            let page = store.query(&Query::all(partition)).await?;
            ensure!(
                sorts(&page.items) == ["kept"] && page.items[0].value == "before",
                "with the failing check at place {place}, {partition} holds {:?}",
                page.items
            );
        }
        put(&*store, "r", "needed", "").await?;
        store.commit(batch).await?;
        let keys = [key("p", "new")?, key("p", "kept")?, key("q", "kept")?];
        let items = store.get_many(&keys).await?;
        let written = |place: usize| items[place].as_ref().is_some_and(|item| item.value == "after");
        ensure!(written(0) && written(1) && items[2].is_none(), "an applied batch left {items:?}");
    }
    Ok(())
}

/// A conflict names every key that failed, with what was asked and what was found, and no other.
///
/// # Errors
/// The violation.
pub async fn every_conflict_is_named(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let stale = put(&*store, "p", "b", "1").await?;
    let current = put(&*store, "p", "b", "2").await?;
    let conflict = |sort: &str, condition, found| {
        Ok::<_, Violation>(Conflict { key: key("p", sort)?, condition, found })
    };
    let batch = Batch::new()
        .with(Put::new(key("p", "a")?, "").when(Condition::Present))
        .with(Put::new(key("p", "b")?, "").when(Condition::Revision(stale)))
        .with(Check::new(key("p", "c")?, Condition::Absent))
        .with(Put::new(key("p", "d")?, ""));
    let expected = vec![
        conflict("a", Condition::Present, None)?,
        conflict("b", Condition::Revision(stale), Some(current))?,
    ];
    match store.commit(batch).await {
        Err(StoreError::Conflict(found)) => ensure!(found == expected, "the conflicts are {found:?}"),
        other => return Err(Violation::new(format!("two failed conditions gave {other:?}"))),
    }
    Ok(())
}

/// The pattern of the lookup row: the thing and its name in one batch, the name only if it is free.
///
/// # Errors
/// The violation.
pub async fn a_lookup_row_makes_a_name_unique(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let account = |id: &str| -> Result<Batch, StoreError> {
        Ok(Batch::new().with(Put::new(key(id, "profile")?, "ada@example.org")).with(
            Put::new(key("address#ada@example.org", "account")?, id.to_owned()).when(Condition::Absent),
        ))
    };
    store.commit(account("account#1")?).await?;
    let second = store.commit(account("account#2")?).await;
    ensure!(matches!(second, Err(StoreError::Conflict(_))), "a name was given twice: {second:?}");
    let orphan = store.get(&key("account#2", "profile")?).await?;
    ensure!(orphan.is_none(), "the second account exists without its name");
    Ok(())
}
