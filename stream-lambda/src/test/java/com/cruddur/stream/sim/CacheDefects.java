package com.cruddur.stream.sim;

import com.cruddur.core.cache.CacheEngine;
import com.cruddur.core.cache.CacheEntry;
import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.cache.Codec;
import com.cruddur.core.cache.Loaded;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.table.TableSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** What a cache may do wrong. */
final class CacheDefects {

    private CacheDefects() {}

    /** An answer is kept under the version that is there when the table has been read. */
    static final CacheDefect VERSION_READ_TOO_LATE = cache(real -> new Handing(real) {
        @Override
        public <V> V get(CacheSubject subject, String part, Codec<V> codec, Supplier<Loaded<V>> load) {
            Loaded<V> loaded = load.get();
            return super.get(subject, part, codec, () -> loaded);
        }
    });

    /** Who writes a message does not say so. */
    static final CacheDefect NO_CHANGE_OF_PAGES = cache(real -> new Handing(real) {
        @Override
        public void changed(Collection<CacheSubject> subjects) {
            super.changed(subjects.stream()
                    .filter(subject -> subject.kind() != CacheKind.MESSAGES)
                    .toList());
        }
    });

    /** What an index says a moment after a write is kept as what it says at other times. */
    static final CacheDefect LONG_LIFE_AFTER_A_WRITE = new CacheDefect() {
        @Override
        public CacheEngine engine(CacheEngine real) {
            return new CacheEngine() {
                @Override
                public Map<String, byte[]> get(List<String> keys) {
                    return real.get(keys);
                }

                @Override
                public void set(List<CacheEntry> entries) {
                    real.set(entries.stream().map(CacheDefects::atLeastAMinute).toList());
                }
            };
        }
    };

    /** What somebody has just written is not laid over what an index says. */
    static final CacheDefect NOTES_NOT_READ = cache(real -> new Handing(real) {
        @Override
        public Optional<byte[]> note(CacheSubject subject, String name) {
            return Optional.empty();
        }
    });

    /** Who writes a message says so before. */
    static final CacheDefect CHANGED_BEFORE_THE_WRITE = new CacheDefect() {
        @Override
        public ReadCache cache(ReadCache real) {
            return NO_CHANGE_OF_PAGES.cache(real);
        }

        @Override
        public DynamoDbClient client(DynamoDbClient real, Supplier<ReadCache> cache) {
            return new Between(real) {
                @Override
                public PutItemResponse putItem(PutItemRequest request) {
                    String pk = request.item().get(TableSpec.PK).s();
                    if (pk.startsWith(TableSpec.MESSAGE_PREFIX)) {
                        ConversationId conversation =
                                ConversationId.parse(pk.substring(TableSpec.MESSAGE_PREFIX.length()));
                        ((Handing) cache.get())
                                .real.changed(Set.of(new CacheSubject(CacheKind.MESSAGES, conversation)));
                    }
                    return super.putItem(request);
                }
            };
        }
    };

    private static CacheEntry atLeastAMinute(CacheEntry entry) {
        Duration life = entry.lifetime();
        return life.compareTo(Duration.ofSeconds(1)) == 0
                ? new CacheEntry(entry.key(), entry.value(), CacheKind.LIST.lifetime())
                : entry;
    }

    private static CacheDefect cache(UnaryOperator<ReadCache> between) {
        return new CacheDefect() {
            @Override
            public ReadCache cache(ReadCache real) {
                return between.apply(real);
            }
        };
    }

    private static class Handing implements ReadCache {

        private final ReadCache real;

        Handing(ReadCache real) {
            this.real = real;
        }

        @Override
        public <V> V get(CacheSubject subject, String part, Codec<V> codec, Supplier<Loaded<V>> load) {
            return real.get(subject, part, codec, load);
        }

        @Override
        public void changed(Collection<CacheSubject> subjects) {
            real.changed(subjects);
        }

        @Override
        public void changed(
                CacheSubject subject,
                String noteName,
                Duration noteLifetime,
                UnaryOperator<byte @Nullable []> rewrite) {
            real.changed(subject, noteName, noteLifetime, rewrite);
        }

        @Override
        public void retryChanges() {
            real.retryChanges();
        }

        @Override
        public Optional<byte[]> note(CacheSubject subject, String name) {
            return real.note(subject, name);
        }
    }
}
