"""The parts that find stances: forms and words, the scene, actors, topics, the rules, and what to keep."""
