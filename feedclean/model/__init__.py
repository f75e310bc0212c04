"""The values that flow from room to room: frozen, plain, picklable, without behaviour."""
