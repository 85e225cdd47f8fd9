-- What a person decides about themselves, and the search for people.

alter table users
  -- From whom the person takes a first message.
  add column accepts_messages_from text    not null default 'everyone',
  -- Whether others see how far the person has read, and the person sees it of others.
  add column read_receipts         boolean not null default true,
  -- The same for whether the person is there.
  add column presence              boolean not null default true,
  add constraint users_accepts_messages_from_check check (accepts_messages_from in ('everyone', 'known'));

-- How the search compares: without regard to case, to the marks above and below letters (U+0300 to U+036F after the
-- compatibility decomposition), and to the shape of letters (full width, ligatures). Letters that Unicode does not take
-- apart (ł, ø, ß) stay what they are. The same whatever the collation of the database is.
create function search_form(written text) returns text language sql immutable strict parallel safe
return lower(regexp_replace(normalize(written, NFKD), '[\u0300-\u036f]', '', 'g') collate "pg_c_utf8");

-- The handle, each word of the name, and each part of both after a sign such as a hyphen: the first 64 characters of each.
-- Made without a parser of PostgreSQL's text search, so no sign has a meaning.
create function search_words(handle text, display_name text) returns tsvector language sql immutable strict parallel safe
return array_to_tsvector(array(
  select distinct left(word, 64)
  from unnest(
    regexp_split_to_array(search_form(handle || ' ' || left(display_name, 1000)) collate "C", '\s+')
      || regexp_split_to_array(search_form(handle || ' ' || left(display_name, 1000)) collate "C", '[\s[:punct:]]+')
  ) as word
  where word <> ''));

-- Users of whose words one begins with what was typed; of several words, with each of them. Every character stands for
-- itself.
create function search_beginnings(typed text) returns tsquery language sql immutable strict parallel safe
return (
  select string_agg('''' || replace(replace(left(word, 64), '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
  from unnest(regexp_split_to_array(search_form(typed) collate "C", '\s+')) as word
  where word <> '');

alter table users
  add column search_words tsvector not null generated always as (search_words(handle, display_name)) stored;

-- Names change seldom: a write goes into the index at once, and a search has no list of pending entries to read.
create index users_search_words_idx on users using gin (search_words) with (fastupdate = off);
