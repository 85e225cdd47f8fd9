/**
 * The write path in a simulation (docs/adr/0011). Begin at {@link SimulationTest}, then {@link World}, which is one
 * schedule: {@link Population} are the clients, {@link Party} is a process that may die, {@link Mapping} is Lambda's event
 * source mapping, {@link PumpProcess} the pump, {@link Operator} loses what nobody of ours loses and runs the rebuild.
 * {@link Stage} lets one activity run at a time, {@link Choices} draws which, {@link Network} does the {@link Fault}s;
 * {@link Event} is what else may happen. {@link TableModel} and {@link StreamModel} stand for DynamoDB. {@link Witness}
 * checks each write, {@link Inspection} what is left in the end. {@link Mutant}: the original's defects, and one more.
 */
package com.cruddur.stream.sim;
