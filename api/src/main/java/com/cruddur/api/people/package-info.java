/** Who is signed in, and who is behind a handle. Fewer than three classes: a package for each feature of the contract. */
@NullMarked
package com.cruddur.api.people;

import org.jspecify.annotations.NullMarked;
