/** What the server answers: the types of the schemas of `api`, which themselves stay out of the pages' bundle. */
import type * as attainment from "@handschlag/api/attainment.ts";
import type * as change from "@handschlag/api/change.ts";
import type * as company from "@handschlag/api/company.ts";
import type * as draft from "@handschlag/api/draft.ts";
import type * as duty from "@handschlag/api/duty.ts";
import type * as feed from "@handschlag/api/feed.ts";
import type * as engagement from "@handschlag/api/engagement.ts";
import type { EventBody } from "@handschlag/api/event.ts";
import type * as installation from "@handschlag/api/installation.ts";
import type * as mailbox from "@handschlag/api/mailbox.ts";
import type * as me from "@handschlag/api/me.ts";
import type * as notice from "@handschlag/api/notice.ts";
import type * as proposal from "@handschlag/api/proposal.ts";
import type * as satisfaction from "@handschlag/api/satisfaction.ts";
import type * as session from "@handschlag/api/session.ts";
import type * as summary from "@handschlag/api/summary.ts";
import type * as template from "@handschlag/api/template.ts";
import type * as ticket from "@handschlag/api/ticket.ts";
import type * as ticketImport from "@handschlag/api/ticket-import.ts";
import type * as webhook from "@handschlag/api/webhook.ts";

type Body<Schema extends { readonly _zod: { readonly output: unknown } }> = Schema["_zod"]["output"];

export type Session = session.SessionBody;

export type Me = Body<typeof me.MeBody>;
export type TotpStart = Body<typeof me.TotpStart>;
export type Passkeys = Body<typeof me.PasskeyList>;
export type NewPasskey = Body<typeof me.NewPasskeyBody>;
export type OwnSessions = Body<typeof me.OwnSessions>;

export type NoticeSettings = Body<typeof notice.NoticeSettings>;
export type Mailbox = Body<typeof mailbox.MailboxBody>;
export type MailIn = Body<typeof mailbox.MailInBody>;
export type MailInText = Body<typeof mailbox.MailInText>;
export type EventMail = Body<typeof mailbox.TicketMails>["items"][number];
export type OutgoingMail = Body<typeof notice.MailRow>;

export type Rating = Body<typeof satisfaction.RatingBody>;
export type LinkRating = Body<typeof satisfaction.LinkRatingBody>;
export type Satisfaction = Body<typeof satisfaction.SatisfactionBody>;

export type Webhook = Body<typeof webhook.WebhookBody>;
export type WebhookDelivery = Body<typeof webhook.WebhookDeliveryBody>;

type Calendars = Body<typeof feed.Calendars>;
export type Calendar = Calendars["items"][number];

type People = Body<typeof company.People>;
export type Person = People["items"][number];
type Invitations = Body<typeof company.InvitationList>;
export type Invitation = Invitations["items"][number];
export type NewInvitation = Body<typeof company.NewInvitationBody>;
export type OpenInvitation = Body<typeof company.OpenInvitation>;
type ApiKeys = Body<typeof company.ApiKeys>;
export type ApiKey = ApiKeys["items"][number];
export type SingleSignOnState = Body<typeof company.SingleSignOnState>;

type Engagements = Body<typeof engagement.Engagements>;
export type Engagement = Engagements["items"][number];
type ContractVersions = Body<typeof engagement.ContractVersions>;
export type ContractVersion = ContractVersions["items"][number];
export type Contract = Body<typeof engagement.ContractBody>;

export type ChangeBrief = Body<typeof change.ChangeBrief>;
export type Change = Body<typeof change.ChangeBody>;
export type ChangeCalendar = Body<typeof change.ChangeCalendar>;
export type ChangeFreeze = ChangeCalendar["freezes"][number];
export type DecisionCardBody = Body<typeof change.DecisionCard>;
export type NewChange = Sent<typeof change.NewChange>;
export type NewChangeAct = Sent<typeof change.ChangeActBody>;

export type Draft = Body<typeof draft.DraftBody>;

export type Proposal = Body<typeof proposal.ProposalBody>;
export type ProposalDocument = Body<typeof proposal.ProposalDocument>;

export type Ticket = Body<typeof ticket.TicketBody>;
export type TicketRow = Body<typeof ticket.TicketRow>;
export type TicketCount = Body<typeof ticket.TicketCount>;
export type SavedViews = Body<typeof ticket.SavedViews>;
export type SavedView = SavedViews["items"][number];
export type BulkAnswer = Body<typeof ticket.BulkBody>;
export type Attainment = Body<typeof attainment.AttainmentBody>;
type Verdicts = Body<typeof attainment.Verdicts>;
export type Verdict = Verdicts["items"][number];
export type Summary = Body<typeof summary.Summary>;
export type EngagementSummary = Summary["engagements"][number];
export type TicketEntry = Ticket["entries"][number];
export type Clock = Ticket["readings"][number];
export type Attachment = Ticket["attachments"][number];
export type TicketPreview = Body<typeof ticket.Preview>;
export type NewTicketAnswer = Body<typeof ticket.NewTicketBody>;
/** What is sent: fields with a default may be missing. */
type Sent<Schema extends { readonly _zod: { readonly input: unknown } }> = Schema["_zod"]["input"];
export type NewTicket = Sent<typeof ticket.NewTicket>;
export type NewLink = Sent<typeof ticket.NewLink>;
export type NewAct = Sent<typeof ticket.NewAct>;

type TicketImports = Body<typeof ticketImport.Imports>;
export type TicketImport = TicketImports["items"][number];
export type TicketImportMapping = Sent<typeof ticketImport.NewImportMapping>;
export type TicketMappings = Body<typeof ticketImport.Mappings>;
export type Backtest = Body<typeof attainment.BacktestBody>;
export type NewBacktest = Sent<typeof attainment.NewBacktest>;

export type Template = Body<typeof template.TemplateBody>;

export type EventEntry = EventBody;

type InstallationCompanies = Body<typeof installation.InstallationCompanies>;
export type InstallationCompany = InstallationCompanies["items"][number];
export type RoleTable = Body<typeof installation.RoleTable>;

export type DutyRota = Body<typeof duty.DutyRota>;
export type DutyShifts = Body<typeof duty.Shifts>;
export type DutyCall = Body<typeof duty.DutyCall>;
type OpenDutyCalls = Body<typeof duty.OpenDutyCalls>;
export type OpenDutyCall = OpenDutyCalls["items"][number];
