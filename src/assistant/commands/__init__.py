"""What the command `assistant` takes and does, one module for each group of commands.

Each has `register`, which adds its arguments; heavy imports wait until a command runs.
"""
