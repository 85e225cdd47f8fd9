/** Every call of a store as an observation: by access pattern, with its outcome; and the SDK's own metrics. */
@NullMarked
package com.cruddur.api.store.measure;

import org.jspecify.annotations.NullMarked;
