package com.cruddur.stream.sim;

import com.cruddur.core.cache.CacheEngine;
import com.cruddur.core.cache.ReadCache;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What lies between the API and its cache: for mutants. */
interface CacheDefect {

    CacheDefect NONE = new CacheDefect() {};

    default CacheEngine engine(CacheEngine real) {
        return real;
    }

    default ReadCache cache(ReadCache real) {
        return real;
    }

    /** @param cache of the instance whose client it is */
    default DynamoDbClient client(DynamoDbClient real, Supplier<ReadCache> cache) {
        return real;
    }
}
