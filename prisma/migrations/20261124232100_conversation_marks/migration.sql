-- What the specialists read in a conversation's last message: urgent, angry, abusive.
ALTER TABLE "conversation" ADD COLUMN "marks" TEXT[] DEFAULT ARRAY[]::TEXT[];
