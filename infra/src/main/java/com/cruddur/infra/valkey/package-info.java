/** Valkey, over which the instances of the API and the stream function tell each other what happens, and share a cache. */
@NullMarked
package com.cruddur.infra.valkey;

import org.jspecify.annotations.NullMarked;
