/** The pages: their files, their addresses, and what they must know of this installation. */
@NullMarked
package com.cruddur.api.pages;

import org.jspecify.annotations.NullMarked;
