/** Users: who is signed in and what they decide, who is behind a handle, whom one finds, whom one has blocked. */
@NullMarked
package com.cruddur.api.people;

import org.jspecify.annotations.NullMarked;
