//! What is read from the store at a cost: kept while there is room, and read once however many ask for it at once.

use crate::cache::{Cache, Entry};
use crate::error::Error;
use plenary_domain::identity::ConferenceId;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OnceCell, Semaphore};
use uuid::Uuid;

/// Whose something is, and the generation that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) conference: ConferenceId,
    pub(crate) generation: Uuid,
}

/// Things by their place. Different things are read at the same time, but only so many: each takes memory while it is read.
pub(crate) struct Shelf<T: ?Sized> {
    kept: Cache<Place, T>,
    being_read: Mutex<HashMap<Place, Arc<OnceCell<Arc<T>>>>>,
    readers: Semaphore,
}

impl<T: ?Sized> Shelf<T> {
    /// A shelf for things of this weight in all, so many of which are read at once.
    pub(crate) fn new(most: u64, readers: usize) -> Self {
        Self { kept: Cache::new(most), being_read: Mutex::default(), readers: Semaphore::new(readers) }
    }

    pub(crate) fn get(&self, place: &Place) -> Option<Arc<T>> {
        self.kept.get(place)
    }

    pub(crate) fn put(&self, place: Place, thing: Arc<T>, weight: u64) {
        self.kept.put(place, thing, weight);
    }

    /// Takes away what the conference has here from other generations.
    pub(crate) fn take_others(&self, place: &Place) -> Vec<Entry<Place, T>> {
        self.kept.take(|other| other.conference == place.conference && other.generation != place.generation)
    }

    /// What is kept, else what `read` gets, which also puts it here. Of all who ask meanwhile one reads; when that one gives up or
    /// fails, the next one does.
    pub(crate) async fn get_or_read<Reading>(
        &self,
        place: Place,
        read: impl FnOnce() -> Reading,
    ) -> Result<Arc<T>, Error>
    where
        Reading: Future<Output = Result<Arc<T>, Error>>,
    {
        if let Some(thing) = self.kept.get(&place) {
            return Ok(thing);
        }
        let visit = self.visit(place);
        let read = || async {
            // Never closed, so this is always a permit.
            let _permit = self.readers.acquire().await;
            match self.kept.get(&place) {
                Some(thing) => Ok(thing),
                None => read().await,
            }
        };
        visit.thing.get_or_try_init(read).await.cloned()
    }

    fn visit(&self, place: Place) -> Visit<'_, T> {
        let thing = Arc::clone(self.being_read().entry(place).or_default());
        Visit { shelf: self, place, thing }
    }

    fn being_read(&self) -> MutexGuard<'_, HashMap<Place, Arc<OnceCell<Arc<T>>>>> {
        self.being_read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody who waits for a thing, also when they stop waiting.
struct Visit<'a, T: ?Sized> {
    shelf: &'a Shelf<T>,
    place: Place,
    thing: Arc<OnceCell<Arc<T>>>,
}

impl<T: ?Sized> Drop for Visit<'_, T> {
    fn drop(&mut self) {
        let mut being_read = self.shelf.being_read();
        if let Some(thing) = being_read.get(&self.place)
            && Arc::ptr_eq(thing, &self.thing)
            // Read, or waited for by nobody else: what is left is the map's own and this one.
            && (thing.initialized() || Arc::strong_count(thing) == 2)
        {
            being_read.remove(&self.place);
        }
    }
}

impl<T: ?Sized> fmt::Debug for Shelf<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let being_read = self.being_read().len();
        formatter
            .debug_struct("Shelf")
            .field("kept", &self.kept)
            .field("being_read", &being_read)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::pending;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tokio::task::yield_now;

    fn place(generation: u128) -> Place {
        Place { conference: ConferenceId(Uuid::from_u128(1)), generation: Uuid::from_u128(generation) }
    }

    async fn read(shelf: &Shelf<str>, place: Place, reads: &AtomicUsize) -> Result<Arc<str>, Error> {
        shelf
            .get_or_read(place, || async {
                reads.fetch_add(1, Ordering::SeqCst);
                yield_now().await;
                let thing: Arc<str> = Arc::from("thing");
                shelf.put(place, Arc::clone(&thing), 5);
                Ok(thing)
            })
            .await
    }

    #[tokio::test]
    async fn a_crowd_reads_once() {
        let (shelf, reads) = (Shelf::new(0, 1), AtomicUsize::new(0));
        // What the crowd before waited for is no longer kept when its turn comes, and it gets it all the same.
        let (one, other, two, same) = tokio::join!(
            read(&shelf, place(1), &reads),
            read(&shelf, place(2), &reads),
            read(&shelf, place(1), &reads),
            read(&shelf, place(2), &reads),
        );
        assert!(Arc::ptr_eq(&one.unwrap(), &two.unwrap()) && Arc::ptr_eq(&other.unwrap(), &same.unwrap()));
        assert_eq!(reads.load(Ordering::SeqCst), 2);
        assert_eq!(format!("{shelf:?}"), "Shelf { kept: Cache { most: 0, entries: 1 }, being_read: 0, .. }");
    }

    #[tokio::test]
    async fn who_gives_up_leaves_the_reading_to_the_next() {
        let (shelf, reads) = (Shelf::new(0, 1), AtomicUsize::new(0));
        let impatient = async {
            tokio::select! {
                biased;
                _ = shelf.get_or_read(place(1), pending) => unreachable!(),
                () = yield_now() => {}
            }
        };
        let ((), patient) = tokio::join!(impatient, read(&shelf, place(1), &reads));
        assert_eq!(&*patient.unwrap(), "thing");
        assert!(shelf.being_read().is_empty());
    }

    #[tokio::test]
    async fn a_failure_is_of_the_one_who_read() {
        let (shelf, reads) = (Shelf::new(0, 1), AtomicUsize::new(0));
        let failing = shelf.get_or_read(place(1), || async {
            yield_now().await;
            Err(Error::not_found("thing"))
        });
        let (failed, read) = tokio::join!(failing, read(&shelf, place(1), &reads));
        assert!(failed.is_err() && read.is_ok());
        assert!(shelf.being_read().is_empty());
    }

    #[tokio::test]
    async fn only_so_many_are_read_at_once() {
        let (shelf, most, now) = (Shelf::<str>::new(0, 2), AtomicUsize::new(0), AtomicUsize::new(0));
        let count = |generation| {
            shelf.get_or_read(place(generation), || async {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                yield_now().await;
                now.fetch_sub(1, Ordering::SeqCst);
                Ok(Arc::from("thing"))
            })
        };
        let (..) = tokio::join!(count(1), count(2), count(3), count(4));
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }
}
