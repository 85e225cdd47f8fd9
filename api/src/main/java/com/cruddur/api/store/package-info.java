/** The table and the database: clients, schema, health. */
@NullMarked
package com.cruddur.api.store;

import org.jspecify.annotations.NullMarked;
