-- What the doctor asks a file.

-- name: journal_mode
PRAGMA journal_mode

-- name: quick_check
PRAGMA quick_check(1)

-- name: pages
PRAGMA page_count

-- name: free_pages
PRAGMA freelist_count
