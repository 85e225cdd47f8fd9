/** The contract, its readable form, and the pages. */
@NullMarked
package com.cruddur.api.docs;

import org.jspecify.annotations.NullMarked;
