/** What an instance does before it is ready, so that its first requests are not its slowest. */
@NullMarked
package com.cruddur.api.store.warm;

import org.jspecify.annotations.NullMarked;
